-- Who was merged into an entry: asked at every removal, by the program and by the reference itself.

CREATE INDEX customer_by_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;

-- A whole name says exactly which entry is meant.
CREATE INDEX customer_search_by_name ON customer_search_source (name);
