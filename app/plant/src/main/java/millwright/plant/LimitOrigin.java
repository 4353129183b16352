package millwright.plant;

/** Who set a limit. */
public enum LimitOrigin {
    NAMEPLATE,
    BREAKER,
    CONTRACT,
    POLICY,
    LOAD_TARGET,
    CAP,
    THROTTLE,
    SLO
}
