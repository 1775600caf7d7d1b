package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        List<String> services = List.of(node.text("ADDRESSES").split(" "));
        StringBuilder text = new StringBuilder();
        for (String entry : services) {
            if (entry.isEmpty()) {
                continue;
            }
            int equals = entry.indexOf('=');
            int colon = entry.indexOf(':');
            String listener = entry.substring(0, equals);
            Address address = await(listener, entry.substring(equals + 1, colon), entry.substring(colon + 1));
            Log.say("listener " + listener + " is at " + address.host() + ":" + address.port());
            text.append(listener).append(".host=").append(address.host()).append('\n');
            text.append(listener).append(".port=").append(address.port()).append('\n');
        }
        if (text.length() > 0) {
            Files.writeString(FILE, text.toString());
        }
    }

    private Address await(String listener, String type, String service) throws InterruptedException {
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
