/** Labels of what a user types or chooses, by the name of its field in the API. Errors use them too. */
export const labels = {
  um_per_pixel: 'Size of a pixel in µm',
  red_cells: 'Red cells per µL',
  haematocrit: 'Haematocrit in %',
  threshold: 'Threshold',
  reviewer: 'Your name or initials',
  by: 'Your name',
  name: 'Name',
  model: 'Model',
  data: 'Folder',
  recipe: 'Recipe',
  epochs: 'Epochs',
} as const;
