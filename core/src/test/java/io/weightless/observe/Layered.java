package io.weightless.observe;

import io.weightless.observe.elsewhere.Elsewhere;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// [Elsewhere] as a module of its own, in a class loader of its own.
record Layered(ModuleDescriptor descriptor) implements ModuleFinder {
  static final String ROOM = Elsewhere.class.getPackageName();

  /// What it says; its package is as open as `opening` has it.
  @SuppressWarnings("unchecked") // that is what it provides
  static List<String> run(UnaryOperator<ModuleDescriptor.Builder> opening) {
    ModuleDescriptor.Builder builder =
        ModuleDescriptor.newModule("elsewhere")
            .packages(Set.of(ROOM))
            .provides(Supplier.class.getName(), List.of(Elsewhere.class.getName()));
    Layered finder = new Layered(opening.apply(builder).build());
    Configuration all =
        ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("elsewhere"));
    ModuleLayer.Controller controller =
        ModuleLayer.defineModulesWithOneLoader(
            all, List.of(ModuleLayer.boot()), Layered.class.getClassLoader());
    Module defined = controller.layer().findModule("elsewhere").orElseThrow();
    controller.addReads(defined, Layered.class.getModule());
    return (List<String>)
        ServiceLoader.load(controller.layer(), Supplier.class).findFirst().orElseThrow().get();
  }

  @Override
  public Optional<ModuleReference> find(String name) {
    return findAll().stream().filter(_ -> name.equals(descriptor.name())).findFirst();
  }

  @Override
  public Set<ModuleReference> findAll() {
    return Set.of(
        new ModuleReference(descriptor, null) {
          @Override
          public ModuleReader open() {
            return new Classes();
          }
        });
  }

  private static final class Classes implements ModuleReader {
    @Override
    public Optional<URI> find(String name) {
      return Optional.of(URI.create("test:" + name));
    }

    @Override
    public Optional<ByteBuffer> read(String name) throws IOException {
      String type = name.replace(".class", "").replace('/', '.');
      return Optional.of(ByteBuffer.wrap(Strange.bytes(type)));
    }

    @Override
    public Stream<String> list() {
      return Stream.empty();
    }

    @Override
    public void close() {}
  }
}
