package millwright.views.inference;

/** What people call the fields of a result. */
final class Fields {
    private Fields() {}

    static String title(String field) {
        return switch (field) {
            case "gpus" -> "GPUs";
            case "isl" -> "input length";
            case "osl" -> "output length";
            default -> field;
        };
    }
}
