#include "core/scenario/broker_reading.h"

#include "core/scenario/limits.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

constexpr Duration kCompactLeast{10 * kUsPerMs};

void readUpkeep(const ObjectReader& object, TopicSpec& topic, Problems& problems) {
    if (const YamlNode* retain = object.find("retain"); retain != nullptr) {
        topic.retain = readDuration(*retain, {"retain", {1}}, problems);
    }
    const YamlNode* compact = object.find("compact");
    if (compact == nullptr) {
        return;
    }
    topic.compact = readDuration(*compact, {"compact", {1}}, problems);
    if (topic.compact && topic.compact->us < kCompactLeast.us) {
        problems.add(compact->mark, "compact says how often it is done; write 10ms or more");
    }
}

void readTopics(const YamlNode& node, BrokerSpec& broker, const SystemReading& reading) {
    Problems& problems = reading.reading.problems;
    forEachNamed(
        node, "a topic", kNodesMax, problems, [&](const YamlNode& key, const YamlNode& value) {
            if (reading.findTopic(key.text) != nullptr) {
                problems.add(key.mark,
                             "the topic " + inQuotes(key.text) +
                                 " is already there on another broker; give it another "
                                 "name");
                return;
            }
            TopicSpec topic{.name = key.text};
            const ObjectReader topicObject(value, "topic", problems);
            topic.partitions =
                readCount(topicObject, {"partitions", 1, kPartitionsMax}, problems).value_or(1);
            readUpkeep(topicObject, topic, problems);
            if (const YamlNode* schema = topicObject.find("schema"); schema != nullptr) {
                const auto text = readText(*schema, "schema", problems);
                if (text && *text != "gated" && *text != "free") {
                    problems.add(schema->mark,
                                 "schema is gated (what consumers cannot read is refused) or free, "
                                 "not " +
                                     inQuotes(*text));
                }
                topic.gated = text && *text == "gated";
            }
            broker.topics.push_back(std::move(topic));
        });
}

void readReplicas(const ObjectReader& object, BrokerSpec& broker, Problems& problems) {
    broker.replicas = readCount(object, {"replicas", 1, kReplicasMax}, problems).value_or(1);
    if (const YamlNode* time = object.find("replication"); time != nullptr) {
        broker.replication =
            readDistribution(*time, "replication", problems).value_or(broker.replication);
    }
    if (const YamlNode* time = object.find("failover"); time != nullptr) {
        broker.failover =
            readDuration(*time, {"failover", {1}}, problems).value_or(broker.failover);
    }
    if (broker.replicas == 1) {
        object.refuse({"replication", "failover"}, "a broker with replicas: 2 or more");
    }
}

}  // namespace

BrokerSpec readBroker(const ObjectReader& object, const SystemReading& reading) {
    Problems& problems = reading.reading.problems;
    BrokerSpec broker;
    if (const YamlNode* latency = object.find("latency"); latency != nullptr) {
        broker.latency = readDistribution(*latency, "latency", problems).value_or(broker.latency);
    }
    readReplicas(object, broker, problems);
    if (const YamlNode* topics = object.find("topics"); topics != nullptr) {
        readTopics(*topics, broker, reading);
    }
    return broker;
}

}  // namespace foldline
