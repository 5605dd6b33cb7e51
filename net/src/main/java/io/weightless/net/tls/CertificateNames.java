package io.weightless.net.tls;

import io.weightless.net.internal.Addresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which hosts a certificate is for.
///
/// @param hosts names, lower case, some with a wildcard
/// @param addresses IPv4 and IPv6
record CertificateNames(Set<String> hosts, Set<InetAddress> addresses) {
  private static final String SUBJECT_ALT_NAME = "2.5.29.17";
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /// By its subjectAltName, or by the common name of its subject if there is none.
  ///
  /// @throws CertificateException in one line, if that is damaged
  static CertificateNames of(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> alternatives = alternatives(certificate);
    return alternatives == null ? ofSubject(certificate) : of(alternatives);
  }

  private static @Nullable Collection<List<?>> alternatives(X509Certificate certificate)
      throws CertificateException {
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null || certificate.getExtensionValue(SUBJECT_ALT_NAME) == null) {
        return alternatives;
      }
      throw damaged(certificate);
    } catch (CertificateParsingException | RuntimeException _) {
      throw damaged(certificate);
    }
  }

  private static CertificateException damaged(X509Certificate certificate) {
    return new CertificateException(
        "the subjectAltName of the certificate of " + Subject.of(certificate) + " is damaged");
  }

  private static CertificateNames ofSubject(X509Certificate certificate) {
    String name = Subject.commonName(certificate);
    if (name == null || literal(name) != null) {
      return new CertificateNames(Set.of(), Set.of());
    }
    return new CertificateNames(Set.of(lowerCase(name)), Set.of());
  }

  private static CertificateNames of(Collection<List<?>> alternatives) {
    Set<String> hosts = new LinkedHashSet<>();
    Set<InetAddress> addresses = new LinkedHashSet<>();
    for (List<?> alternative : alternatives) {
      String name = String.valueOf(alternative.get(1));
      InetAddress address = literal(name);
      if (alternative.get(0).equals(DNS_NAME)) {
        hosts.add(lowerCase(name));
      } else if (alternative.get(0).equals(IP_ADDRESS) && address != null) {
        addresses.add(address);
      }
    }
    return new CertificateNames(hosts, addresses);
  }

  /// All of them as text.
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(hosts);
    for (InetAddress address : addresses) {
      all.add(Addresses.of(new InetSocketAddress(address, 0)).host());
    }
    return Collections.unmodifiableSet(all);
  }

  /// RFC 9525, section 6.3, and RFC 6125, section 6.4.3.
  boolean cover(String host) {
    String name = lowerCase(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    InetAddress address = literal(name);
    if (address != null) {
      return addresses.contains(address);
    }
    if (name.indexOf('*') >= 0) {
      return false;
    }
    int dot = name.indexOf('.');
    return hosts.contains(name) || (dot > 0 && hosts.contains("*" + name.substring(dot)));
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// Of ASCII only: other letters are not the same in a name of a host because they look alike.
  private static String lowerCase(String name) {
    StringBuilder lower = new StringBuilder(name);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return lower.toString();
  }
}
