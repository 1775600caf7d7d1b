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
import javax.security.auth.x500.X500Principal;

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

    /** Other nodes know this one by its subject alone: under another it would be shut out at its next connection. */
    static void refuseAnotherSubject(Node node) throws IOException {
        X500Principal known = new X500Principal(node.text("NODE_SUBJECT"));
        X500Principal found = ownLeaf(node).getSubjectX500Principal();
        if (!found.equals(known)) {
            throw new Refused("the node's certificate has another subject, " + found.getName() + ", and the other nodes know "
                    + known.getName());
        }
    }

    private static X509Certificate ownLeaf(Node node) throws IOException {
        Map<String, String> admin = PropertiesFile.read(node.adminProperties());
        try {
            return leaf(Path.of(admin.getOrDefault("ssl.keystore.location", "")));
        } catch (CertificateException unreadable) {
            throw new Refused("the node's certificate cannot be read: " + unreadable.getMessage());
        }
    }

    /**
     * Seconds since the epoch at which the certificate of outgoing connections, which a server reads only at
     * its start, has a sixth of its lifetime left.
     */
    static long restartAt(Node node) throws IOException {
        X509Certificate leaf = ownLeaf(node);
        return restartAt(leaf.getNotBefore().getTime(), leaf.getNotAfter().getTime()) / 1000;
    }

    static long restartAt(long notBefore, long notAfter) {
        return notAfter - (notAfter - notBefore) / 6;
    }
}
