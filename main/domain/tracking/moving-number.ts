/** One coordinate that moves at a steady speed, as a Kalman filter knows it: value, speed per step, and how sure it is of both. */
export interface MovingNumber {
  readonly value: number;
  readonly speed: number;
  readonly valueVariance: number;
  readonly covariance: number;
  readonly speedVariance: number;
}

/** Standard deviations, in the coordinate's own unit. */
export interface Noise {
  readonly value: number;
  readonly speed: number;
}

export const beginMoving = (value: number, noise: Noise): MovingNumber => ({
  value,
  speed: 0,
  valueVariance: noise.value ** 2,
  covariance: 0,
  speedVariance: noise.speed ** 2,
});

/** Where it is after so many steps; a fraction where frames came closer together. */
export function predictMoving(at: MovingNumber, steps: number, noise: Noise): MovingNumber {
  return {
    value: at.value + at.speed * steps,
    speed: at.speed,
    valueVariance:
      at.valueVariance + 2 * steps * at.covariance + steps ** 2 * at.speedVariance + steps * noise.value ** 2,
    covariance: at.covariance + steps * at.speedVariance,
    speedVariance: at.speedVariance + steps * noise.speed ** 2,
  };
}

/** What a measurement with this standard deviation makes of it. */
export function correctMoving(at: MovingNumber, measured: number, deviation: number): MovingNumber {
  const spread = at.valueVariance + deviation ** 2;
  const gain = { value: at.valueVariance / spread, speed: at.covariance / spread };
  const surprise = measured - at.value;
  return {
    value: at.value + gain.value * surprise,
    speed: at.speed + gain.speed * surprise,
    valueVariance: (1 - gain.value) * at.valueVariance,
    covariance: (1 - gain.value) * at.covariance,
    speedVariance: at.speedVariance - gain.speed * at.covariance,
  };
}
