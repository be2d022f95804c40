-- A batch belongs to the room of the token that made it, and stays in the trash for a while once it is deleted.
ALTER TABLE batches ADD COLUMN room text;
--> statement-breakpoint
ALTER TABLE batches ADD COLUMN deleted_at timestamptz;
--> statement-breakpoint
ALTER TABLE batches ADD COLUMN deleted_by text;
--> statement-breakpoint
CREATE INDEX batches_by_room ON batches (room, created_at);
--> statement-breakpoint
CREATE INDEX batches_deleted ON batches (deleted_at) WHERE deleted_at IS NOT NULL;
--> statement-breakpoint
-- Before this, pictures alone said which token sent them. A batch of several tokens is seen by those who see all rooms.
UPDATE batches SET room = owners.owner
FROM (SELECT batch_id, min(owner) AS owner FROM pictures GROUP BY batch_id
      HAVING count(DISTINCT owner) = 1 AND count(*) = count(owner)) owners
WHERE owners.batch_id = batches.id;
--> statement-breakpoint
-- Browsers show a session in place of the token. Neither is kept here, only their hashes.
CREATE TABLE sessions (
  id_sha256 text PRIMARY KEY,
  token_sha256 text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
-- Who did what. It outlives what it speaks of, and holds no names of patients, files or batches.
CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  token text,
  role text,
  address text,
  action text NOT NULL,
  status integer,
  batch_id uuid,
  picture_id uuid
);
--> statement-breakpoint
CREATE FUNCTION audit_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever added to';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION audit_log_only_grows();
