package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What is open when a reactor is closed.
final class ResourcesTest {
  private final Resources resources = new Resources();

  private final class Named extends Resource {
    private final String name;

    Named(String name) {
      this.name = name;
      resources.add(this);
    }

    @Override
    protected String describe() {
      if (name.isEmpty()) {
        throw new IllegalStateException("it has no name");
      }
      return name;
    }

    @Override
    public void close() {
      resources.remove(this);
    }
  }

  @Test
  void oneThatCanNotSayWhatItIsIsClosedWithTheOthers() {
    List<String> names = List.of("first", "", "last");
    names.forEach(Named::new);

    List<String> closed = resources.closeAll();
    assertThat(closed).hasSize(3).startsWith("last").endsWith("first");
    assertThat(closed.get(1)).contains("Named").endsWith("IllegalStateException: it has no name");
    assertThat(resources.count()).isZero();
  }
}
