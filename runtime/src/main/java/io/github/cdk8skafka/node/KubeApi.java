package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The few calls to the API server, with the pod's own token. */
final class KubeApi {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    /** The object, or the HTTP status without it. */
    record Answer(int status, JsonNode body) {
        boolean isOk() {
            return status / 100 == 2;
        }

        /** Neither a retry nor time changes this answer. */
        boolean isDenied() {
            return status == 401 || status == 403 || status == 404;
        }
    }

    private final String namespace;
    private HttpClient client;

    KubeApi(String namespace) {
        this.namespace = namespace;
    }

    Answer configMap(String name) throws IOException, InterruptedException {
        return call("GET", "/api/v1", "configmaps", name, null);
    }

    Answer patchConfigMap(String name, JsonNode patch) throws IOException, InterruptedException {
        return call("PATCH", "/api/v1", "configmaps", name, patch);
    }

    Answer lease(String name) throws IOException, InterruptedException {
        return call("GET", "/apis/coordination.k8s.io/v1", "leases", name, null);
    }

    Answer putLease(String name, JsonNode lease) throws IOException, InterruptedException {
        return call("PUT", "/apis/coordination.k8s.io/v1", "leases", name, lease);
    }

    Answer statefulSet(String name) throws IOException, InterruptedException {
        return call("GET", "/apis/apps/v1", "statefulsets", name, null);
    }

    Answer service(String name) throws IOException, InterruptedException {
        return call("GET", "/api/v1", "services", name, null);
    }

    /** Its own namespace, which a Role inside of it may allow to look at. */
    Answer namespace() throws IOException, InterruptedException {
        return send("GET", "/api/v1/namespaces/" + namespace, null);
    }

    private Answer call(String method, String group, String kind, String name, JsonNode body)
            throws IOException, InterruptedException {
        return send(method, group + "/namespaces/" + namespace + "/" + kind + "/" + name, body);
    }

    private Answer send(String method, String path, JsonNode body) throws IOException, InterruptedException {
        // The kubelet renews the token about hourly: read it each time.
        String token = Files.readString(ACCOUNT.resolve("token")).trim();
        URI uri = URI.create(server() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        HttpResponse<byte[]> response = client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        boolean ok = response.statusCode() / 100 == 2;
        return new Answer(response.statusCode(), ok ? JSON.readTree(response.body()) : JSON.nullNode());
    }

    private static String server() {
        String host = System.getenv().getOrDefault("KUBERNETES_SERVICE_HOST", "kubernetes.default.svc");
        String port = System.getenv().getOrDefault("KUBERNETES_SERVICE_PORT_HTTPS", "443");
        return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private HttpClient client() throws IOException {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .sslContext(trust())
                    .build();
        }
        return client;
    }

    private static SSLContext trust() throws IOException {
        try (InputStream file = Files.newInputStream(ACCOUNT.resolve("ca.crt"))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("ca" + store.size(), ca);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("ca.crt of the service account cannot be used", unusable);
        }
    }
}
