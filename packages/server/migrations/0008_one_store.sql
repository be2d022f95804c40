-- In which folder or bucket the pictures lie: the first server to claim one wins, the database decides.
ALTER TABLE room ADD COLUMN store_id uuid;
--> statement-breakpoint
-- Keys and copies belong to the token itself, by its hash. What was noted by name belongs to nobody any more.
DELETE FROM keyed_requests WHERE owner <> '';
--> statement-breakpoint
DELETE FROM batch_copies WHERE owner <> '';
--> statement-breakpoint
-- Keys are forgotten after a time.
ALTER TABLE keyed_requests ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
--> statement-breakpoint
CREATE INDEX keyed_requests_by_age ON keyed_requests (created_at);
--> statement-breakpoint
-- The audit log only grows, but for its oldest entries, where the operator gave a time: no entry of the last 30 days is ever deleted,
-- and none by a program that does not mean to.
DROP TRIGGER audit_log_only_grows ON audit_log;
--> statement-breakpoint
CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION audit_log_only_grows();
--> statement-breakpoint
CREATE FUNCTION audit_log_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('giemsa.ends_audit_entries', true) IS DISTINCT FROM 'yes'
     OR OLD.created_at > now() - interval '30 days' THEN
    RAISE EXCEPTION 'the audit log is only ever added to';
  END IF;
  RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_log_keeps BEFORE DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION audit_log_keeps();
