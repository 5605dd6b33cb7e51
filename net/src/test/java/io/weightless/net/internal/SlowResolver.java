package io.weightless.net.internal;

import io.weightless.net.dns.RecordType;
import io.weightless.net.dns.Resolver;
import io.weightless.net.dns.ResourceRecord;
import io.weightless.scope.Task;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// For which every host is this one, after a while.
final class SlowResolver implements Resolver {
  @Override
  public List<InetAddress> addresses(String host) {
    Task.sleep(Duration.ofMillis(1));
    return List.of(InetAddress.ofLiteral("127.0.0.1"));
  }

  @Override
  public List<ResourceRecord> records(String name, RecordType type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String name(InetAddress address) {
    throw new UnsupportedOperationException();
  }
}
