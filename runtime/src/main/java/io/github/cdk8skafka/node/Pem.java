package io.github.cdk8skafka.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;

/** Certificates in the assembled PEM files. */
final class Pem {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    private Pem() {}

    /** The first certificate of a file that may begin with a key. */
    static X509Certificate leaf(Path file) throws IOException, CertificateException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            throw new CertificateException(file + " has no certificate");
        }
        byte[] rest = text.substring(begin).getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(rest));
    }

    /**
     * Seconds since the epoch at which the certificate of outgoing connections, which a server reads only at
     * its start, has a sixth of its lifetime left.
     */
    static long restartAt(Node node) throws IOException {
        Map<String, String> admin = PropertiesFile.read(node.adminProperties());
        try {
            X509Certificate leaf = leaf(Path.of(admin.getOrDefault("ssl.keystore.location", "")));
            return restartAt(leaf.getNotBefore().getTime(), leaf.getNotAfter().getTime()) / 1000;
        } catch (CertificateException unreadable) {
            throw new Refused("the node's certificate cannot be read: " + unreadable.getMessage());
        }
    }

    static long restartAt(long notBefore, long notAfter) {
        return notAfter - (notAfter - notBefore) / 6;
    }
}
