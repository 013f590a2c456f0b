package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.web.RareWarning;

/**
 * The certificate the relay shows to its clients. The files are read again when they have changed,
 * so a renewed certificate needs no restart; one that cannot be used leaves the old one in force.
 */
public final class TlsIdentity {

  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private final Path certificate;
  private final Path key;
  private final RareWarning log = new RareWarning(LoggerFactory.getLogger(TlsIdentity.class));
  private SSLContext context;
  private FileTime changed;

  private TlsIdentity(Path certificate, Path key) throws IOException {
    this.certificate = certificate;
    this.key = key;
    this.changed = lastChange();
    this.context = read();
  }

  /**
   * @param certificate PEM: the certificate, then those that lead to a known authority
   * @param key PEM, PKCS#8, not encrypted
   * @throws IOException if either cannot be read, with what to do
   */
  public static TlsIdentity load(Path certificate, Path key) throws IOException {
    return new TlsIdentity(certificate, key);
  }

  /** TLS 1.2 and later, which is what the platform still enables. */
  synchronized SSLContext context() {
    try {
      FileTime now = lastChange();
      if (!now.equals(changed)) {
        changed = now;
        context = read();
      }
    } catch (IOException e) {
      log.say("the changed TLS certificate cannot be used, the old one stays: " + e.getMessage());
    }
    return context;
  }

  /** The certificates of a PEM file. */
  static Collection<? extends Certificate> certificates(Path file) throws IOException {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
      if (certificates.isEmpty()) {
        throw new IOException(file + " holds no certificate");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IOException(file + " holds no PEM certificate", e);
    }
  }

  private FileTime lastChange() throws IOException {
    FileTime one = Files.getLastModifiedTime(certificate);
    FileTime other = Files.getLastModifiedTime(key);
    return one.compareTo(other) > 0 ? one : other;
  }

  private SSLContext read() throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] none = new char[0];
      PrivateKey secret = privateKey();
      Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
      requirePair(secret, chain[0]);
      store.setKeyEntry("relay", secret, none, chain);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, none);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(keys.getKeyManagers(), null, null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the certificate and the key do not make a TLS identity: " + e.getMessage(), e);
    }
  }

  private void requirePair(PrivateKey secret, Certificate first)
      throws IOException, GeneralSecurityException {
    if (!secret.getAlgorithm().equals(first.getPublicKey().getAlgorithm())) {
      throw new IOException(key + ": the key is not the certificate's, but of another kind");
    }
    String hash = secret.getAlgorithm().startsWith("Ed") ? "" : "SHA256with";
    String name = secret.getAlgorithm().equals("EC") ? "ECDSA" : secret.getAlgorithm();
    byte[] text = "whose key is it?".getBytes(US_ASCII);
    Signature signature = Signature.getInstance(hash + name);
    signature.initSign(secret);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(first.getPublicKey());
    signature.update(text);
    if (!signature.verify(signed)) {
      throw new IOException(key + ": the key is not the certificate's");
    }
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    Matcher pem = PKCS8.matcher(new String(Files.readAllBytes(key), US_ASCII));
    if (!pem.find()) {
      throw new IOException(
          key
              + " holds no unencrypted PKCS#8 key"
              + " (BEGIN PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt makes one)");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(pem.group(1));
    } catch (IllegalArgumentException e) {
      throw new IOException(key + " holds no base64", e);
    }
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // another algorithm's
      }
    }
    throw new IOException(key + " holds a key of another kind than " + ALGORITHMS);
  }
}
