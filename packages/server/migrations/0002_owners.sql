ALTER TABLE pictures ADD COLUMN owner text;
--> statement-breakpoint
CREATE INDEX pictures_by_owner ON pictures (owner) WHERE owner IS NOT NULL;
