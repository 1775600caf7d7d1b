package io.github.cdk8skafka.node;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Makes the running server read its certificate files again, and looks whether it did. */
final class Reload {
    private static final long VERIFY_MS = 20_000;
    private static final String KEYSTORE = "ssl.keystore.location";

    private final Node node;
    private final Map<String, String> server;

    Reload(Node node) {
        this.node = node;
        this.server = PropertiesFile.read(node.serverProperties());
    }

    /** False when a listener still shows another certificate than the one in its file. */
    boolean run() throws InterruptedException {
        List<Listener> listeners = Listener.withTls(server);
        touch(listeners);
        List<Listener> stale = new ArrayList<>(listeners);
        long end = Gate.millis() + VERIFY_MS;
        while (true) {
            stale.removeIf(this::showsItsFile);
            if (stale.isEmpty()) {
                Log.say("reload: all listeners show the certificates of their files " + Listener.names(listeners));
                return true;
            }
            if (Gate.millis() > end) {
                Log.say("reload: still another certificate on " + Listener.names(stale)
                        + "; it may have another subject, or a chain the server does not trust");
                return false;
            }
            Thread.sleep(500);
        }
    }

    /**
     * A change to this node's own settings makes it compare all files with what it has read. Deleting a setting
     * that was never made does it too, and leaves nothing behind in the metadata.
     */
    private void touch(List<Listener> listeners) throws InterruptedException {
        ConfigResource self = new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(node.id()));
        List<AlterConfigOp> operations = listeners.stream()
                .map(listener -> new AlterConfigOp(
                        new ConfigEntry(listener.prefix() + KEYSTORE, null), AlterConfigOp.OpType.DELETE))
                .toList();
        if (operations.isEmpty()) {
            return;
        }
        try (Admin admin = node.isBroker() ? Clients.toBrokers(node) : Clients.toControllers(node)) {
            admin.incrementalAlterConfigs(Map.of(self, operations)).all().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the server was not reached: " + Log.reason(failed));
        }
    }

    private boolean showsItsFile(Listener listener) {
        try {
            X509Certificate wanted = Pem.leaf(Path.of(listener.keystore()));
            return wanted.equals(TlsProbe.shown(listener.port()));
        } catch (IOException | java.security.GeneralSecurityException failed) {
            return false;
        }
    }
}
