package millwright.feed;

import java.util.List;

/**
 * What a source delivers, and what of it could not be understood.
 *
 * @param fields names of what it delivers, in order
 * @param watched how many fields are looked for and told as missing where they are not there; 0 where none are
 * @param unread lines, values or messages so far that could not be understood though it answered
 * @param example the last of these, with its line or field and why; empty where there was none
 */
public record Delivery(List<String> fields, int watched, long unread, String example) {
    public static final Delivery UNSAID = new Delivery(List.of(), 0, 0, "");

    public Delivery {
        fields = List.copyOf(fields);
    }
}
