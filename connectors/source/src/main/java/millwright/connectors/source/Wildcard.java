package millwright.connectors.source;

/**
 * A name in which {@code *} stands for any characters and {@code ?} for one. Immutable. In place of a regular expression,
 * which takes a time without end over a name of some stars: this takes at most the product of both lengths.
 */
public record Wildcard(String text) {
    public boolean fits(String name) {
        int at = 0;
        int star = -1;
        int resumed = 0;
        int n = 0;
        while (n < name.length()) {
            char wanted = at < text.length() ? text.charAt(at) : 0;
            if (wanted == '*') {
                star = at++;
                resumed = n;
            } else if (at < text.length() && (wanted == '?' || wanted == name.charAt(n))) {
                at++;
                n++;
            } else if (star >= 0) {
                // only the last star has to give way: what stands before it fits as early as it can
                at = star + 1;
                n = ++resumed;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }
}
