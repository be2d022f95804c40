-- Two pictures of one name and content in a batch cannot be told apart; before this there could be such.
UPDATE pictures SET name = name || ' (' || position || ')'
WHERE EXISTS (
  SELECT 1 FROM pictures first
  WHERE first.batch_id = pictures.batch_id AND first.sha256 = pictures.sha256
    AND first.name = pictures.name AND first.position < pictures.position);
--> statement-breakpoint
CREATE UNIQUE INDEX pictures_once ON pictures (batch_id, sha256, name);
--> statement-breakpoint
CREATE SEQUENCE pictures_position AS integer OWNED BY pictures.position;
--> statement-breakpoint
SELECT setval('pictures_position', (SELECT coalesce(max(position), 0) + 1 FROM pictures));
--> statement-breakpoint
ALTER TABLE pictures ALTER COLUMN position SET DEFAULT nextval('pictures_position');
