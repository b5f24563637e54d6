CREATE VIRTUAL TABLE incident_search USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '^=:'", prefix='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16');
--> statement-breakpoint
CREATE VIRTUAL TABLE runbook_search USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '^=:'", prefix='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16');
