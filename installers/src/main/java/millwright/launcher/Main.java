package millwright.launcher;

/**
 * Where the program starts: joins plant, connectors and screens. Runs on the main thread; holds nothing.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Millwright " + Runtime.version());
    }
}
