package io.weightless.net.tls;

import java.security.cert.X509Certificate;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/// Whom a certificate is about.
final class Subject {
  private static final int SHOWN = 100;

  private Subject() {}

  /// For messages: its name, or its serial number, if it has none.
  static String of(X509Certificate certificate) {
    String name = OneLine.of(certificate.getSubjectX500Principal().toString());
    if (name.isEmpty()) {
      name = "the serial number " + certificate.getSerialNumber().toString(16);
    }
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
  }

  /// The most specific common name.
  static @Nullable String commonName(X509Certificate certificate) {
    try {
      String found = null;
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        Attribute name = part.toAttributes().get("CN");
        found = name != null && name.get() instanceof String text ? text : found;
      }
      return found;
    } catch (NamingException _) {
      return null;
    }
  }
}
