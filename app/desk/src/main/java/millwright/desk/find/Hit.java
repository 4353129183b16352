package millwright.desk.find;

/** One answer. @param index into what was indexed @param score higher is better */
public record Hit(int index, int score) {}
