-- What a person saw in a field without knowing what the model or others say: one reading of each person, which stands.
CREATE TABLE field_readings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  picture_id uuid NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
  infected jsonb NOT NULL,
  not_cells jsonb NOT NULL,
  reviewer text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (picture_id, reviewer)
);
