package millwright.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts as they are given to look at: names, addresses, {@code host:port}, small nets such as 10.0.0.0/28. Stateless. */
final class HostList {
    static final int MOST = 256;

    private static final Pattern NET = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})/(\\d{1,2})");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
    private static final Pattern WITH_PORT = Pattern.compile("(.*[^:]):(\\d{1,5})");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** @param port 0 for the usual ones */
    record Host(String name, int port) {}

    private HostList() {}

    /** @throws IllegalArgumentException naming the word and what is wrong with it */
    static List<Host> of(List<String> words) {
        Set<Host> hosts = new LinkedHashSet<>();
        for (String word : words) {
            Matcher net = NET.matcher(word);
            if (net.matches()) {
                hosts.addAll(net(word, net.group(1), Integer.parseInt(net.group(2))));
            } else {
                hosts.add(host(word));
            }
            if (hosts.size() > MOST) {
                throw new IllegalArgumentException("--discover looks at " + MOST
                        + " hosts at most in one go; give fewer, or a smaller net than '" + word + "'");
            }
        }
        return List.copyOf(hosts);
    }

    private static Host host(String word) {
        if (word.contains("/")) {
            throw new IllegalArgumentException("--discover takes hosts, host:port and nets such as 10.0.0.0/28, not '"
                    + word + "'; leave out scheme and path");
        }
        if (word.startsWith("[") && word.contains("]")) {
            String name = word.substring(1, word.indexOf(']'));
            String rest = word.substring(word.indexOf(']') + 1);
            if (SIX.matcher(name).matches() && (rest.isEmpty() || rest.matches(":\\d{1,5}"))) {
                return new Host(name, rest.isEmpty() ? 0 : port(word, rest.substring(1)));
            }
        } else if (SIX.matcher(word).matches()) {
            return new Host(word, 0);
        }
        Matcher port = WITH_PORT.matcher(word);
        String name = port.matches() ? port.group(1) : word;
        if (!HOST.matcher(name).matches()) {
            throw new IllegalArgumentException("--discover: '" + word + "' is no host, host:port or net");
        }
        return new Host(name, port.matches() ? port(word, port.group(2)) : 0);
    }

    private static int port(String word, String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("--discover: '" + word + "' names no port between 1 and 65535");
        }
        return port;
    }

    private static List<Host> net(String word, String address, int bits) {
        if (bits < 24 || bits > 32) {
            throw new IllegalArgumentException(
                    "--discover: '" + word + "' is too large; nets of " + MOST + " addresses (/24) at most");
        }
        long first = 0;
        for (String part : address.split("\\.", -1)) {
            int number = Integer.parseInt(part);
            if (number > 255) {
                throw new IllegalArgumentException("--discover: '" + word + "' is no net");
            }
            first = first << 8 | number;
        }
        long size = 1L << (32 - bits);
        first &= -size;
        List<Host> hosts = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            boolean edge = size > 2 && (i == 0 || i == size - 1); // the net itself and everybody in it are no hosts
            if (!edge) {
                hosts.add(new Host(text(first + i), 0));
            }
        }
        return hosts;
    }

    private static String text(long address) {
        try {
            byte[] bytes = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
