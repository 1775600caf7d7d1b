package io.github.cdk8skafka.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The certificate that a port of this pod shows; whether it is to be trusted is not the question here. */
final class TlsProbe implements X509TrustManager {
    private static final int TIMEOUT_MS = 3_000;

    private X509Certificate leaf;

    private TlsProbe() {}

    /** Null when there was no handshake. */
    static X509Certificate shown(int port) throws GeneralSecurityException {
        TlsProbe probe = new TlsProbe();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {probe}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.startHandshake();
        } catch (IOException refused) {
            // A listener that asks for client certificates ends the handshake, but has shown its own by then.
        }
        return probe.leaf;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        leaf = chain[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("a client only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
