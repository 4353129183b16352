package millwright.control;

/** Who sends a command, as the gateway established it, never as the command claims. */
public record Caller(String name, Role role) {}
