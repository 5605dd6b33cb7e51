package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.Address;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A proxy that a client's requests go through: those of `http` as they are, which it can read and
/// change (RFC 9112, section 3.2.2); those of `https` through a tunnel, in which it can't (RFC
/// 9110, section 9.3.6).
///
/// ```java
/// HttpProxy proxy = HttpProxy.at("proxy.example.com:3128").as("mies", secret);
/// HttpClient client = HttpClient.open(ClientLimits.DEFAULT, TlsClient.DEFAULT, proxy);
/// ```
///
/// @param address with `tls://` the way to the proxy itself is secure, too
/// @param authorization the value of Proxy-Authorization; null for none
public record HttpProxy(Address address, @Nullable String authorization) {
  /// One that wants to know nothing.
  public static HttpProxy at(String address) {
    return new HttpProxy(Address.parse(address), null);
  }

  /// This, for a user and a password (RFC 7617).
  public HttpProxy as(String user, String password) {
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user with a colon can't be told from its password");
    }
    byte[] both = (user + ":" + password).getBytes(UTF_8);
    return new HttpProxy(address, "Basic " + Base64.getEncoder().encodeToString(both));
  }

  /// Without what is secret.
  @Override
  public String toString() {
    return address.toString();
  }
}
