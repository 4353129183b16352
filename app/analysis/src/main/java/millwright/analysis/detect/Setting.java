package millwright.analysis.detect;

/** One visible setting of a rule. @param unit UCUM @param text what it does, one line */
public record Setting(String name, String unit, double value, String text) {}
