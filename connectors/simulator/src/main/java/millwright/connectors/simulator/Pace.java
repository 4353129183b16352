package millwright.connectors.simulator;

/**
 * How densely telemetry is told. COARSE is the far prehistory: facility, rack and job metrics at its steps, GPU metrics
 * once a minute. FINE is its end: the former every second, the latter every ten.
 */
enum Pace {
    COARSE,
    FINE,
    LIVE
}
