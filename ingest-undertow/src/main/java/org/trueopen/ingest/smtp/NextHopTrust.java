package org.trueopen.ingest.smtp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.commons.net.util.TrustManagerUtils;
import org.jspecify.annotations.Nullable;

/** Whose certificates the next hop may show. */
final class NextHopTrust {

  private NextHopTrust() {}

  static SSLContext context(NextHopConfig config) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust(config), null);
      return tls;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the next hop's certificates cannot be used", e);
    }
  }

  /** Null for the platform's. */
  private static TrustManager @Nullable [] trust(NextHopConfig config)
      throws GeneralSecurityException, IOException {
    if (!config.tls().checksCertificate()) {
      // Against who only listens; who can intercept could take STARTTLS away as well.
      return new TrustManager[] {TrustManagerUtils.getAcceptAllTrustManager()};
    }
    if (config.certificates().isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : TlsIdentity.certificates(config.certificates().get())) {
      store.setCertificateEntry("trusted-" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
