package io.weightless.check.bench.server;

import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;

/// TLS 1.3 as Netty does it, with tickets.
final class NettyTls {
  private NettyTls() {}

  /// @param provider `jdk` or `openssl`
  /// @param chain file of certificates
  static SslContext of(String provider, String chain, String key) throws IOException {
    SslContext context =
        SslContextBuilder.forServer(new File(chain), new File(key))
            .sslProvider(provider(provider))
            .protocols("TLSv1.3")
            .build();
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setTicketKeys(ticketKey()); // without one it sends no tickets
    }
    return context;
  }

  private static SslProvider provider(String name) {
    return switch (name) {
      case "jdk" -> SslProvider.JDK;
      case "openssl" -> SslProvider.OPENSSL;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static OpenSslSessionTicketKey ticketKey() {
    return new OpenSslSessionTicketKey(
        new byte[OpenSslSessionTicketKey.NAME_SIZE],
        new byte[OpenSslSessionTicketKey.HMAC_KEY_SIZE],
        new byte[OpenSslSessionTicketKey.AES_KEY_SIZE]);
  }
}
