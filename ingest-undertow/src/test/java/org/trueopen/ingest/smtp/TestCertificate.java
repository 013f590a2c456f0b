package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that nobody has signed, made with the JDK's keytool. */
record TestCertificate(Path certificate, Path key) {

  private static final String PASSWORD = "changeit";

  static TestCertificate make(Path folder, String algorithm) {
    try {
      Path store = folder.resolve("store-" + algorithm + ".p12");
      keytool(store, algorithm);
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      Path certificate = folder.resolve(algorithm + ".crt");
      Path key = folder.resolve(algorithm + ".key");
      Files.write(certificate, pem("CERTIFICATE", keys.getCertificate("relay").getEncoded()));
      Files.write(
          key, pem("PRIVATE KEY", keys.getKey("relay", PASSWORD.toCharArray()).getEncoded()));
      return new TestCertificate(certificate, key);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate", e);
    }
  }

  private static void keytool(Path store, String algorithm) throws IOException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD,
                    "-alias",
                    "relay",
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "2"))
            .inheritIO()
            .start();
    try {
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] pem(String what, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, base64, what)
        .getBytes(US_ASCII);
  }

  TlsIdentity identity() {
    try {
      return TlsIdentity.load(certificate, key);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a client that trusts this certificate and no other. */
  SSLContext trust() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("relay", TlsIdentity.certificates(certificate).iterator().next());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, factory.getTrustManagers(), null);
      return tls;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
