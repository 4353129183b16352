package millwright.styles;

import javafx.scene.paint.Color;

/** CIE L*a*b* under D65, and the eyes of people who see fewer colours. */
record Lab(double l, double a, double b) {
    /** Rows that turn linear sRGB into what a dichromat sees, also linear sRGB (Machado 2009, severity 1). */
    enum Eye {
        PROTAN(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTAN(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITAN(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        private final double[] rows;

        Eye(double... rows) {
            this.rows = rows;
        }

        Lab see(Color c) {
            double[] rgb = linear(c);
            double[] seen = new double[3];
            for (int i = 0; i < 3; i++) {
                double v = rows[3 * i] * rgb[0] + rows[3 * i + 1] * rgb[1] + rows[3 * i + 2] * rgb[2];
                seen[i] = Math.clamp(v, 0, 1);
            }
            return ofLinear(seen);
        }
    }

    static Lab of(Color c) {
        return ofLinear(linear(c));
    }

    double chroma() {
        return Math.hypot(a, b);
    }

    /** dE76. */
    double distance(Lab other) {
        return Math.sqrt(Math.pow(l - other.l, 2) + Math.pow(a - other.a, 2) + Math.pow(b - other.b, 2));
    }

    private static double[] linear(Color c) {
        return new double[] {linear(c.getRed()), linear(c.getGreen()), linear(c.getBlue())};
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static Lab ofLinear(double[] rgb) {
        double x = 0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2];
        double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
        double z = 0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2];
        double fx = root(x / 0.95047);
        double fy = root(y);
        double fz = root(z / 1.08883);
        return new Lab(116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz));
    }

    private static double root(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
}
