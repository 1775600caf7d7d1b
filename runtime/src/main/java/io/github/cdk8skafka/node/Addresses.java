package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a broker advertises of itself and only Kubernetes knows: the address of its load balancer, its node port. */
final class Addresses {
    private static final Path FILE = Path.of("/var/run/cdk8s-kafka/addresses.properties");
    private static final long PAUSE_MS = 2_000;
    private static final long PATIENCE_MS = 600_000;

    /** An address as clients are told it; incomplete while Kubernetes has not given it yet. */
    record Address(String host, int port) {
        static Address of(JsonNode service, String type, String nodeAddress) {
            JsonNode port = service.path("spec").path("ports").path(0);
            if (type.equals("NodePort")) {
                // Not asked for where clients are told another host.
                String host = nodeAddress.isEmpty() ? "unknown" : nodeAddress;
                return new Address(host, port.path("nodePort").asInt(0));
            }
            JsonNode point = service.path("status").path("loadBalancer").path("ingress").path(0);
            // A name where there is one: it may lead to several addresses, and outlive them.
            String host = point.path("hostname").asText("");
            return new Address(host.isEmpty() ? point.path("ip").asText("") : host, port.path("port").asInt(0));
        }

        boolean isComplete() {
            return !host.isEmpty() && port > 0;
        }
    }

    private final Node node;
    private final KubeApi api;
    private final Log log = new Log();

    Addresses(Node node, KubeApi api) {
        this.node = node;
        this.api = api;
    }

    void write() throws IOException, InterruptedException {
        Map<String, String> services = new TreeMap<>();
        for (String entry : words("ADDRESSES")) {
            int equals = entry.indexOf('=');
            services.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        Set<String> listeners = new TreeSet<>(services.keySet());
        listeners.addAll(words("ADVERTISED"));
        StringBuilder text = new StringBuilder();
        for (String listener : listeners) {
            String host = said(listener, "HOST");
            String port = said(listener, "PORT");
            if (host.isEmpty() || port.isEmpty()) {
                Address found = await(listener, services.get(listener));
                host = host.isEmpty() ? found.host() : host;
                port = port.isEmpty() ? String.valueOf(found.port()) : port;
            }
            Log.say("listener " + listener + " is at " + host + ":" + port);
            text.append(listener).append(".host=").append(host).append('\n');
            text.append(listener).append(".port=").append(port).append('\n');
        }
        if (text.length() > 0) {
            Files.writeString(FILE, text.toString());
        }
    }

    private List<String> words(String name) {
        return Arrays.stream(node.text(name).split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private String said(String listener, String part) {
        return node.text("ADVERTISED_" + listener.toUpperCase(Locale.ROOT) + "_" + part);
    }

    /** The address that the Service `type:name` gives the listener. */
    private Address await(String listener, String place) throws InterruptedException {
        int colon = place.indexOf(':');
        String type = place.substring(0, colon);
        String service = place.substring(colon + 1);
        long start = Gate.millis();
        String why = "it has no address yet";
        while (Gate.millis() - start < PATIENCE_MS) {
            try {
                KubeApi.Answer answer = api.service(service);
                Address address = Address.of(answer.body(), type, node.text("NODE_ADDRESS"));
                if (answer.isOk() && address.isComplete()) {
                    return address;
                }
                why = answer.isOk() ? "it has no address yet" : "HTTP " + answer.status();
            } catch (IOException unreachable) {
                why = Log.reason(unreachable);
            }
            log.change("listener " + listener + " waits for the address of Service " + service + ": " + why);
            Thread.sleep(PAUSE_MS);
        }
        throw new Refused("Service " + service + " of type " + type + " has no address after "
                + PATIENCE_MS / 60_000 + " minutes (" + why + "); see 'kubectl describe service " + service + "'");
    }
}
