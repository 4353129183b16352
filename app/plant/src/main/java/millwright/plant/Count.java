package millwright.plant;

/** So many of a thing in words: {@code 1 GPU}, {@code 2 GPUs}, {@code 3 entities}. The one place that makes plurals. */
public final class Count {
    private Count() {}

    /** @param thing one of them, such as {@code GPU} */
    public static String of(long number, String thing) {
        return number + " " + thing(number, thing);
    }

    /** The word alone, where the number is written in a way of its own. */
    public static String thing(long number, String thing) {
        return number == 1 ? thing : plural(thing);
    }

    private static String plural(String thing) {
        int last = thing.length() - 1;
        boolean ies = last > 0 && thing.charAt(last) == 'y' && "aeiou".indexOf(thing.charAt(last - 1)) < 0;
        return ies ? thing.substring(0, last) + "ies" : thing + "s";
    }
}
