package millwright.desk.draw;

/** A number and its unit as printed: {@code 13.16} and {@code MW}. */
public record Figure(String number, String unit) {
    public String joined() {
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
