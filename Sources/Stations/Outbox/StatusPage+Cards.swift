import Pages
import Production

extension StatusPage {
  func waitingCard(_ card: JobCard) -> HTML {
    HTML("article", .style(class: "card wait")) {
      heading(card)
      HTML("p", .style(class: "doing")) { card.note?.sentence ?? StateWords.doing(card) }
      if let ask = card.note?.wayOut ?? StateWords.asking(card) { HTML("p", .style(class: "soft")) { ask } }
      HTML("p", .style(class: "open")) {
        folderLink([ShareFolder.review.rawValue] + card.name.folders)
        HTML("span", .style(class: "soft")) { "Version \(max(1, card.version)), since \(time(card.changed))" }
      }
    }
  }

  func makingCard(_ card: JobCard) -> HTML {
    HTML("article", .style(class: "card")) {
      heading(card)
      if card.state != .queued { steps(card) }
      HTML("p", .style(class: "doing")) {
        StateWords.doing(card.state)
        if let progress = card.progress, !progress.doing.isEmpty {
          HTML("span", .style(class: "soft")) { progress.doing }
        }
        if let left = card.progress?.timeLeft { HTML("span", .style(class: "left")) { "\(Spans.about(left)) left" } }
      }
      if let note = card.note { HTML("p", .style(class: "soft")) { "\(note.sentence) \(note.wayOut)" } }
    }
  }

  func uploadCard(_ upload: UploadCard) -> HTML {
    HTML("article", .style(class: "card")) {
      HTML("h3") { HTML("bdi") { upload.job.text } }
      HTML("div", .style(class: "steps")) {
        HTML("div", .style(class: "step now")) {
          HTML("progress", .max(100), .value(upload.percent), .label(upload.words)) { "\(upload.percent) %" }
          HTML("span") { upload.words }
        }
      }
    }
  }

  /// All rows of a batch as one.
  func batchCard(_ batch: BatchCard) -> HTML {
    HTML("article", .style(class: batch.asking > 0 ? "card wait" : "card")) {
      HTML("h3") {
        HTML("bdi") { batch.name.text }
        HTML("span", .style(class: "state")) { "batch" }
      }
      HTML("p", .style(class: "doing")) { BatchWords.standing(batch) }
      BatchWords.bar(batch)
      HTML("p", .style(class: "open")) {
        if batch.asking > 0 { folderLink([ShareFolder.review.rawValue, batch.name.text]) }
        folderLink([ShareFolder.outbox.rawValue, batch.name.text])
      }
    }
  }

  func failedCard(_ card: JobCard) -> HTML {
    HTML("article", .style(class: "card stop")) {
      heading(card)
      HTML("p", .style(class: "doing")) { card.note?.sentence ?? StateWords.doing(card.state) }
      HTML("p", .style(class: "soft")) { card.note?.wayOut ?? "WHY.txt in its folder says more." }
      HTML("p", .style(class: "open")) {
        folderLink([ShareFolder.failed.rawValue, card.name.text])
        HTML("span", .style(class: "soft")) { time(card.changed) }
      }
    }
  }

  func refusedCard(_ drop: RefusedDrop) -> HTML {
    HTML("article", .style(class: "card stop")) {
      HTML("h3") {
        HTML("bdi") { drop.name }
        HTML("span", .style(class: "state")) { "given back" }
      }
      HTML("p", .style(class: "doing")) { drop.why.sentence }
      HTML("p", .style(class: "soft")) { drop.why.wayOut }
      HTML("p", .style(class: "open")) {
        folderLink([ShareFolder.failed.rawValue])
        HTML("span", .style(class: "soft")) { time(drop.at) }
      }
    }
  }

  func dropCard(_ drop: WaitingDrop) -> HTML {
    HTML("article", .style(class: "card quiet")) {
      HTML("h3") { HTML("bdi") { drop.name } }
      HTML("p", .style(class: "soft")) { drop.reason }
    }
  }

  func finishedRow(_ card: JobCard) -> HTML {
    HTML("li") {
      if card.state == .completed || card.wasMadeBefore {
        HTML("a", .link(RelativeLink([ShareFolder.outbox.rawValue] + card.name.folders, isFolder: true))) { card.name.text }
        if card.wasMadeBefore { HTML("span", .style(class: "soft")) { " - made before" } }
      } else {
        HTML("span", .style(class: "soft")) { "\(card.name.text) - \(card.state.rawValue)" }
      }
      HTML("span", .style(class: "facts")) {
        if card.cost != .zero { HTML("span") { card.cost.description } }
        HTML("span") { time(card.changed) }
      }
    }
  }

  /// A link that shows the folder's path as people see it in the share.
  func folderLink(_ path: [String]) -> HTML {
    HTML("a", .link(RelativeLink(path, isFolder: true)), .style(class: "folder")) { path.joined(separator: "/") }
  }

  private func heading(_ card: JobCard) -> HTML {
    HTML("h3") {
      HTML("bdi") { card.name.text }
      HTML("span", .style(class: "state")) { card.state.rawValue }
      if card.priority == .high { HTML("span", .style(class: "state")) { "first in line" } }
      if card.cost != .zero { HTML("span", .style(class: "cost")) { card.cost.description } }
    }
  }

  /// A bar of five parts: what is done, how far the present step is, and what comes.
  private func steps(_ card: JobCard) -> HTML {
    let present = StateWords.step(card.state)
    let percent = card.progress.map { $0.fraction.isFinite ? Int(min(max($0.fraction, 0), 1) * 100) : 0 } ?? 0
    return HTML("div", .style(class: "steps")) {
      for (index, name) in StateWords.steps.enumerated() {
        let value = index < present ? 100 : index == present ? percent : 0
        HTML("div", .style(class: index == present ? "step now" : index < present ? "step done" : "step")) {
          HTML("progress", .max(100), .value(value), .label("\(name): \(value) percent")) { "\(value) %" }
          HTML("span") { name }
        }
      }
    }
  }

  /// The clock for today, the day for another day.
  private func time(_ moment: Moment) -> String {
    let (then, now) = (clock.civil(moment), clock.civil(board.at))
    if then.date == now.date { return then.clock }
    return then.year == now.year ? "\(then.weekdayAndDay), \(then.clock)" : then.date
  }
}
