import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the events about persons straight from Kafka, each once in effect, in order per topic. */
public final class Consumer {
  static final List<String> TOPICS = List.of("profile.events.v1", "handover.events.v1");
  static final String ERASED = "nl.doorlopendelijn.profile.PersonalDataErased.v1";
  static final List<String> TABLES = List.of(
      "create table if not exists position"
          + " (topic, number, next, sequence, primary key (topic, number))",
      "create table if not exists fact"
          + " (id primary key, topic, sequence, subject, type, data, corrects)",
      "create table if not exists erased (subject primary key)",
      "create view if not exists valid as select * from fact"
          + " where id not in (select corrects from fact where corrects is not null)");
  static final String MOVE_ON =
      "insert into position values (?, ?, ?, ?) on conflict do update set next = excluded.next,"
          + " sequence = excluded.sequence where excluded.sequence > sequence";

  final ObjectMapper json = new ObjectMapper();
  final KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings());
  final Connection database;

  Consumer(String file) throws SQLException {
    database = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=30000");
    for (String table : TABLES) execute(table);
    database.setAutoCommit(false);
  }

  void run() throws SQLException, IOException {
    consumer.subscribe(TOPICS, new Positions());
    while (true) {
      var found = consumer.poll(Duration.ofSeconds(1));
      for (TopicPartition at : found.partitions()) {
        long next = 0;
        for (var record : found.records(at)) {
          take(record);
          next = record.offset() + 1;
        }
        database.commit();
        try { // For the tools that show how far a group is; it is never read back.
          consumer.commitSync(Map.of(at, new OffsetAndMetadata(next)));
        } catch (CommitFailedException error) {
          // Another member has the partition by now.
        }
      }
    }
  }

  /** The effect and the position, in one transaction; a repeat has no effect. */
  void take(ConsumerRecord<String, String> record) throws SQLException, IOException {
    JsonNode event = json.readTree(record.value());
    String sequence = event.get("sequence").asText();
    String subject = event.get("subject").asText();
    String type = event.get("type").asText();
    if (execute(MOVE_ON, record.topic(), record.partition(), record.offset() + 1, sequence) == 0) {
      return;
    }
    JsonNode data = event.get("data");
    JsonNode corrects = data.has("replaces") ? data.get("replaces") : data.get("voids");
    execute("insert or ignore into fact values (?, ?, ?, ?, ?, ?, ?)", event.get("id").asText(),
        record.topic(), sequence, subject, type, data.toString(),
        corrects == null ? null : corrects.asText());
    if (type.equals(ERASED)) forget(subject);
  }

  /** Here goes what you keep of your own about this person; the events hold nothing personal. */
  void forget(String subject) throws SQLException {
    execute("insert or ignore into erased values (?)", subject);
    System.out.println("erased " + subject);
  }

  int execute(String sql, Object... values) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (int at = 0; at < values.length; at++) statement.setObject(at + 1, values[at]);
      return statement.executeUpdate();
    }
  }

  /** Each partition is read on from where the database says, whatever was committed to Kafka. */
  final class Positions implements ConsumerRebalanceListener {
    /** Nothing to do: what was taken from us and comes late anyway is a repeat. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      for (TopicPartition at : assigned) consumer.seek(at, next(at));
    }

    long next(TopicPartition at) {
      String question = "select next from position where topic = ? and number = ?";
      try (var statement = database.prepareStatement(question)) {
        statement.setString(1, at.topic());
        statement.setInt(2, at.partition());
        var found = statement.executeQuery();
        long next = found.next() ? found.getLong(1) : 0;
        database.commit();
        return next;
      } catch (SQLException error) {
        throw new IllegalStateException(error);
      }
    }
  }

  static Map<String, Object> settings() {
    var set = new HashMap<String, Object>();
    set.put("bootstrap.servers", System.getenv("KAFKA_SERVERS"));
    set.put("group.id", System.getenv("KAFKA_GROUP"));
    set.put("security.protocol", "SASL_SSL");
    if (System.getenv("KAFKA_CA_FILE") != null) {
      set.put("ssl.truststore.type", "PEM");
      set.put("ssl.truststore.location", System.getenv("KAFKA_CA_FILE"));
    }
    set.put("sasl.mechanism", "SCRAM-SHA-512");
    set.put("sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required"
        + " username=\"" + System.getenv("KAFKA_USER") + "\""
        + " password=\"" + System.getenv("KAFKA_PASSWORD") + "\";");
    set.put("session.timeout.ms", 10_000);
    set.put("isolation.level", "read_committed");
    set.put("enable.auto.commit", false);
    set.put("auto.offset.reset", "none");
    set.put("partition.assignment.strategy", RangeAssignor.class.getName());
    set.put("key.deserializer", StringDeserializer.class.getName());
    set.put("value.deserializer", StringDeserializer.class.getName());
    return set;
  }

  public static void main(String[] words) throws SQLException, IOException {
    new Consumer(System.getenv("DATABASE")).run();
  }
}
