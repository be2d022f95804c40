import { expect, test } from 'vitest';
import { fitSoftmaxRegression } from './softmax-regression.js';

/**
 * `make_pipeline(StandardScaler(), LogisticRegression(C=0.5, tol=1e-10, max_iter=10000)).fit(X, y)` of scikit-learn, its
 * standardisation multiplied into the coefficients.
 */
test('softmax regression on standardised features is that of scikit-learn', () => {
  const fitted = fitSoftmaxRegression(
    {
      values: Float32Array.of(0, 1, 1, 3, 2, 2, 5, 1, 6, 0, 7, 5, 3, 8, 4, 9),
      features: 2,
      classes: Uint8Array.of(0, 0, 0, 1, 1, 1, 2, 2),
    },
    3,
    0.5,
  );
  const kernel = [-0.293340175, 0.310175915, -0.016835739, -0.105951708, -0.118565278, 0.224516986];
  [...fitted.kernel].forEach((weight, k) => {
    expect(weight).toBeCloseTo(kernel[k]!, 5);
  });
  const bias = [1.566637703, -0.491813473, -1.07482423];
  [...fitted.bias].forEach((weight, k) => {
    expect(weight).toBeCloseTo(bias[k]!, 5);
  });
});
