-- title: amounts with the clients of the same row, table and period
-- grain: per_client_of: one row per municipality, concept and period (a year or half of one)
-- unit: euros, clients; average: euros per unique client, computed; printed: as the document prints it
-- source: any relation with the columns of settled_statement
-- copied: the clients are those of the first half of the year in another document, so they are not of this year
-- (Borne 2025: 596 youngsters beside the amount of all 2023), or with the providers those of a part in another row. Of several tables one that is not copied goes first.
CREATE OR REPLACE MACRO per_client_of(stated) AS TABLE
WITH measured AS (
    SELECT municipality, concept, any_value(domain) AS domain, period, document_id, table_id,
        min(goes_first(authority, known_on, is_total)) AS rank,
        max(value) FILTER (metric = 'amount') AS amount, max(value) FILTER (metric = 'clients') AS clients,
        max(value) FILTER (metric = 'providers') AS providers,
        max(value) FILTER (metric = 'amount_per_client') AS printed,
        list(observation_id ORDER BY metric, observation_id) AS observation_ids
    FROM query_table(stated)
    WHERE metric IN ('amount', 'clients', 'providers', 'amount_per_client') AND scenario = 'realisatie'
      AND regexp_full_match(period, '\d{4}(H1)?') AND NOT contains(concept, '/')
    GROUP BY ALL
    HAVING amount IS NOT NULL AND clients > 0
)
SELECT m.*, m.amount / m.clients AS average, EXISTS (
    FROM measured AS h
    WHERE h.municipality = m.municipality AND h.clients = m.clients AND h.clients >= 10 AND h.amount < m.amount
      AND ((h.concept = m.concept AND h.period = m.period || 'H1')
           OR (h.document_id = m.document_id AND h.period = m.period AND h.providers = m.providers AND h.providers > 1))
) AS copied
FROM measured AS m
QUALIFY row_number() OVER (
    PARTITION BY municipality, concept, period ORDER BY (copied, rank, document_id, table_id)
) = 1;
