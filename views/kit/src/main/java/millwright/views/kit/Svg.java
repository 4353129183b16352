package millwright.views.kit;

import java.util.HexFormat;
import java.util.Locale;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.desk.draw.Look;
import millwright.styles.Token;

/**
 * A picture of lines, areas and text as SVG 1.1, in the colours and the typeface of a look. Lengths in px, y of text is
 * its baseline. One thread; grows with what is drawn.
 */
public final class Svg {
    private final Look look;
    private final StringBuilder body = new StringBuilder();
    private final double w;
    private final double h;

    public Svg(Look look, double w, double h) {
        this.look = look;
        this.w = w;
        this.h = h;
        rect(Token.BG, 0, 0, w, h);
    }

    public void rect(Token fill, double x, double y, double width, double height) {
        rect(look.color(fill), x, y, width, height);
    }

    public void rect(Color fill, double x, double y, double width, double height) {
        body.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>\n"
                .formatted(px(x), px(y), px(Math.max(0, width)), px(Math.max(0, height)), fill(fill)));
    }

    public void line(Color ink, double thick, double x1, double y1, double x2, double y2, double... dashes) {
        polyline(ink, thick, new double[] {x1, x2}, new double[] {y1, y2}, 2, dashes);
    }

    public void line(Token ink, double thick, double x1, double y1, double x2, double y2, double... dashes) {
        line(look.color(ink), thick, x1, y1, x2, y2, dashes);
    }

    /** @param n how many of the points */
    public void polyline(Color ink, double thick, double[] xs, double[] ys, int n, double... dashes) {
        StringBuilder dash = new StringBuilder();
        for (double d : dashes) {
            dash.append(dash.isEmpty() ? "" : " ").append(px(d));
        }
        body.append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s points=\"%s\"/>\n"
                .formatted(
                        hex(ink),
                        px(thick),
                        dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"",
                        points(xs, ys, n)));
    }

    public void polygon(Color fill, double[] xs, double[] ys, int n) {
        body.append("<polygon%s points=\"%s\"/>\n".formatted(fill(fill), points(xs, ys, n)));
    }

    /** @param hollow drawn as an outline */
    public void circle(Color ink, boolean hollow, double x, double y, double radius) {
        String paint = hollow ? " fill=\"none\" stroke=\"" + hex(ink) + "\"" : fill(ink);
        body.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s/>\n".formatted(px(x), px(y), px(radius), paint));
    }

    public void text(String text, Font font, Token ink, double x, double baseline) {
        text(text, font, look.color(ink), x, baseline);
    }

    public void text(String text, Font font, Color ink, double x, double baseline) {
        boolean strong = font.getStyle().toLowerCase(Locale.ROOT).contains("semi")
                || font.getName().toLowerCase(Locale.ROOT).contains("semi");
        body.append("<text x=\"%s\" y=\"%s\" font-family=\"%s, sans-serif\" font-size=\"%s\"%s%s>%s</text>\n"
                .formatted(
                        px(x),
                        px(baseline),
                        escaped(font.getFamily()),
                        px(font.getSize()),
                        strong ? " font-weight=\"600\"" : "",
                        fill(ink),
                        escaped(text)));
    }

    public void right(String text, Font font, Token ink, double right, double baseline) {
        text(text, font, ink, right - look.width(text, font), baseline);
    }

    public void center(String text, Font font, Token ink, double x, double baseline) {
        text(text, font, ink, x - look.width(text, font) / 2, baseline);
    }

    /** Everything drawn from here on is cut at the rectangle, until {@link #endClip}. */
    public void clip(double x, double y, double width, double height) {
        body.append("<svg x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" viewBox=\"%s %s %s %s\">\n"
                .formatted(px(x), px(y), px(width), px(height), px(x), px(y), px(width), px(height)));
    }

    public void endClip() {
        body.append("</svg>\n");
    }

    /** The whole document. @param title what it shows, for readers that speak */
    public String document(String title) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">\n"
                        .formatted(px(w), px(h), px(w), px(h))
                + "<title>" + escaped(title) + "</title>\n" + body + "</svg>\n";
    }

    private static String points(double[] xs, double[] ys, int n) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append(i == 0 ? "" : " ").append(px(xs[i])).append(',').append(px(ys[i]));
        }
        return text.toString();
    }

    private static String fill(Color color) {
        String opacity = color.getOpacity() < 1 ? " fill-opacity=\"" + px(color.getOpacity()) + "\"" : "";
        return " fill=\"" + hex(color) + "\"" + opacity;
    }

    private static String hex(Color color) {
        byte[] parts = {
            (byte) Math.round(color.getRed() * 255),
            (byte) Math.round(color.getGreen() * 255),
            (byte) Math.round(color.getBlue() * 255)
        };
        return "#" + HexFormat.of().formatHex(parts);
    }

    private static String px(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
