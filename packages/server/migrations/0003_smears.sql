ALTER TABLE batches ADD COLUMN smear jsonb;
--> statement-breakpoint
CREATE TABLE fields (
  picture_id uuid PRIMARY KEY REFERENCES pictures (id) ON DELETE CASCADE,
  model_sha256 text NOT NULL,
  finder text NOT NULL,
  found jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE field_edits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  picture_id uuid NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
  edit jsonb NOT NULL,
  reviewer text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX field_edits_by_picture ON field_edits (picture_id, id);
