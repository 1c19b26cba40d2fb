-- title: facts as they were known, in the place of the current ones for this connection
-- grain: as fact_current
-- unit: as fact_current
-- source: fact_as_of
-- parameters: $1: the day on which the documents were known; $2: the moment, UTC, by which they had been loaded
-- A temporary view goes before one of the same name: export/facts then tells what was known.
CREATE OR REPLACE TEMP TABLE fact_current AS FROM fact_as_of($1::DATE, $2::TIMESTAMP)
