package millwright.connectors.results;

/** One file, or one run in it, that could not be used. @param field what is wrong in it; empty for the whole file */
public record ResultProblem(String file, String field, String text) {
    @Override
    public String toString() {
        return file + ": " + (field.isEmpty() ? "" : field + ": ") + text;
    }
}
