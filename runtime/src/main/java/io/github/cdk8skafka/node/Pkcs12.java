package io.github.cdk8skafka.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stores for those who read no PEM, made of the assembled PEM files: the HTTP server of Connect is one. */
final class Pkcs12 {
    private static final Path CERTS = Path.of("/var/run/cdk8s-kafka/certs");
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final String[] ALGORITHMS = {"EC", "RSA", "EdDSA", "RSASSA-PSS"};

    private Pkcs12() {}

    /** {@code <name>.p12} beside each {@code <name>.pem}. */
    static void write(List<String> names, String password) throws IOException {
        for (String name : names) {
            Path pem = CERTS.resolve(name + ".pem");
            try {
                write(storeOf(Files.readString(pem), password.toCharArray()), CERTS.resolve(name + ".p12"), password);
            } catch (GeneralSecurityException unreadable) {
                throw new Refused(pem + " cannot be used: " + Log.reason(unreadable));
            }
        }
    }

    /** A key with its chain, or certificates to trust. */
    static KeyStore storeOf(String pem, char[] password) throws GeneralSecurityException, IOException {
        List<Certificate> certificates = new ArrayList<>();
        PrivateKey key = null;
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            byte[] der = Base64.getMimeDecoder().decode(blocks.group(2).getBytes(StandardCharsets.US_ASCII));
            if (blocks.group(1).equals("PRIVATE KEY")) {
                key = keyOf(der);
            } else if (blocks.group(1).equals("CERTIFICATE")) {
                certificates.add(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            }
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        if (key != null) {
            store.setKeyEntry("server", key, password, certificates.toArray(new Certificate[0]));
            return store;
        }
        for (int index = 0; index < certificates.size(); index++) {
            store.setCertificateEntry("ca-" + index, certificates.get(index));
        }
        return store;
    }

    /** PKCS #8 does not say in words what it holds. */
    private static PrivateKey keyOf(byte[] der) throws GeneralSecurityException {
        InvalidKeySpecException last = new InvalidKeySpecException("no key");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException another) {
                last = another;
            }
        }
        throw last;
    }

    private static void write(KeyStore store, Path target, String password) throws IOException, GeneralSecurityException {
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(fresh)) {
            store.store(out, password.toCharArray());
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
