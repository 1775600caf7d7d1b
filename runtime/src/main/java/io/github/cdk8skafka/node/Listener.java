package io.github.cdk8skafka.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A TLS listener of server.properties. */
record Listener(String name, int port, String keystore) {
    private static final String KEYSTORE = "ssl.keystore.location";

    static List<Listener> withTls(Map<String, String> server) {
        List<Listener> found = new ArrayList<>();
        for (String entry : server.getOrDefault("listeners", "").split(",")) {
            int end = entry.indexOf("://");
            if (end < 0) {
                continue;
            }
            String name = entry.substring(0, end).trim();
            String keystore = server.getOrDefault(prefix(name) + KEYSTORE, server.getOrDefault(KEYSTORE, ""));
            if (usesTls(name, server) && !keystore.isEmpty()) {
                found.add(new Listener(name, Integer.parseInt(entry.substring(entry.lastIndexOf(':') + 1).trim()), keystore));
            }
        }
        return found;
    }

    private static boolean usesTls(String name, Map<String, String> server) {
        for (String pair : server.getOrDefault("listener.security.protocol.map", "").split(",")) {
            String[] parts = pair.trim().split(":");
            if (parts.length == 2 && parts[0].equalsIgnoreCase(name)) {
                return parts[1].endsWith("SSL");
            }
        }
        return name.endsWith("SSL");
    }

    static List<String> names(List<Listener> listeners) {
        return listeners.stream().map(Listener::name).toList();
    }

    String prefix() {
        return prefix(name);
    }

    private static String prefix(String name) {
        return "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
    }
}
