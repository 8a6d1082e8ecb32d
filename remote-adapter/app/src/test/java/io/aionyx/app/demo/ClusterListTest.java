package io.aionyx.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aionyx.core.signals.Entity;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import java.io.IOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClusterListTest {
  @Test
  void list_ofAWorld_holdsItsNodesAndItsPodsWithTheirOwners() throws IOException {
    World world = World.of(WorldSpec.of(1).withSize(4, 20));

    JsonNode items =
        new ObjectMapper()
            .readTree(ClusterList.of(world, world.spec().startMillis()))
            .path("items");

    var listed = new TreeSet<Entity>();
    for (JsonNode item : items) {
      String name = item.at("/metadata/name").asText();
      boolean pod = item.path("kind").asText().equals("Pod");
      listed.add(
          pod ? Entity.pod(item.at("/metadata/namespace").asText(), name) : Entity.node(name));
      assertThat(item.at("/metadata/ownerReferences/0/controller").asBoolean()).isEqualTo(pod);
    }
    var expected = new TreeSet<>(world.entities());
    expected.removeIf(entity -> entity.kind().name().equals("pvc"));
    assertThat(listed).isEqualTo(expected);
  }
}
