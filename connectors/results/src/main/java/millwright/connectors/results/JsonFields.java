package millwright.connectors.results;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.OptionalInt;
import java.util.Set;

/** Typed reading of one JSON object; what is absent or null is NaN or empty, what has another type is a {@link BadResult}. */
record JsonFields(JsonObject object) {
    boolean has(String name) {
        JsonElement value = object.get(name);
        return value != null && !value.isJsonNull();
    }

    Set<String> names() {
        return object.keySet();
    }

    /** NaN when absent. Numbers in quotes are read too; some tools write them. */
    double number(String name) {
        if (!has(name)) {
            return Double.NaN;
        }
        JsonElement value = object.get(name);
        if (value instanceof JsonPrimitive primitive && !primitive.isBoolean()) {
            try {
                return Double.parseDouble(primitive.getAsString());
            } catch (NumberFormatException e) {
                throw new BadResult(name, "is '" + primitive.getAsString() + "' where a number is needed");
            }
        }
        throw new BadResult(name, "is " + kind(value) + " where a number is needed");
    }

    /** A number that has to be there and above zero. */
    double positive(String name) {
        double value = number(name);
        if (Double.isNaN(value)) {
            throw new BadResult(name, "is missing");
        }
        return checkPositive(name, value);
    }

    /** A number that is above zero where it is there; NaN otherwise. */
    double positiveOrNaN(String name) {
        double value = number(name);
        return Double.isNaN(value) ? value : checkPositive(name, value);
    }

    private static double checkPositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new BadResult(name, "is " + value + " where a finite number above 0 is needed");
        }
        return value;
    }

    OptionalInt count(String name) {
        double value = positiveOrNaN(name);
        if (Double.isNaN(value)) {
            return OptionalInt.empty();
        }
        if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
            throw new BadResult(name, "is " + value + " where a whole number is needed");
        }
        return OptionalInt.of((int) value);
    }

    /** Empty when absent. */
    String text(String name) {
        if (!has(name)) {
            return "";
        }
        if (object.get(name) instanceof JsonPrimitive primitive) {
            return primitive.getAsString();
        }
        throw new BadResult(name, "is " + kind(object.get(name)) + " where text is needed");
    }

    private static String kind(JsonElement value) {
        if (value.isJsonObject()) {
            return "an object";
        }
        return value.isJsonArray() ? "a list" : "true or false";
    }
}
