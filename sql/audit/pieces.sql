-- title: the text of the documents in hand that may be tested
-- grain: one row per paragraph, list item or heading with an amount or a percentage, or about what rose or fell
-- unit: none
-- source: cell, checked_document
SELECT c.document_id, c.locator, c.reason, c.text FROM cell AS c
JOIN checked_document AS d USING (document_id, load_number)
WHERE c.table_id IS NULL AND c.reason IN ('prose', 'list item', 'heading')
  AND regexp_matches(c.text, '€|%|[Ii]ndex|[Ss]t(ijg|eeg|egen)|[Gg]estegen|[Dd]aal|[Dd]al(en|ing)|(toe|af)(genomen|name)')
ORDER BY c.document_id, c.locator
