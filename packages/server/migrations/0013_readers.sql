-- Cells are read blind in this batch: what the model and others say is kept from who has not answered.
ALTER TABLE batches ADD COLUMN blind boolean NOT NULL DEFAULT false;
--> statement-breakpoint
-- An answer that was given blind: it stands, and two of them and a third person's decide the class.
ALTER TABLE corrections ADD COLUMN blind boolean NOT NULL DEFAULT false;
--> statement-breakpoint
-- Who acted, where no token says it: the person whom the request named.
ALTER TABLE audit_log ADD COLUMN person text;
--> statement-breakpoint
CREATE INDEX audit_log_by_batch ON audit_log (batch_id, id) WHERE batch_id IS NOT NULL;
