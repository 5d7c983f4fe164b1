<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
    <context>
        <name>spcxr</name>
        <message>
            <location filename="app/action" />
            <location filename="app/actions" />
            <location filename="app/actions_evidence" />
            <location filename="app/actions_findings" />
            <location filename="app/actions_queue" />
            <source>Analysis</source>
            <translation>Auswertung</translation>
        </message>
        <message>
            <location filename="app/action" />
            <location filename="app/actions_review" />
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <location filename="app/action" />
            <location filename="app/actions" />
            <location filename="app/actions_network" />
            <location filename="app/actions_program" />
            <location filename="app/actions_signing" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="app/action" />
            <location filename="app/actions" />
            <location filename="app/actions_findings" />
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <location filename="app/action" />
            <location filename="app/actions_layout" />
            <source>Layout</source>
            <translation>Layout</translation>
        </message>
        <message>
            <location filename="app/action" />
            <location filename="app/actions" />
            <location filename="app/actions_mask" />
            <location filename="ui/panels/lungs" />
            <source>Lungs</source>
            <translation>Lungen</translation>
        </message>
        <message>
            <location filename="app/action" />
            <location filename="app/actions_review" />
            <location filename="ui/menus" />
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <location filename="app/action" />
            <location filename="app/actions" />
            <location filename="app/actions_derived" />
            <location filename="app/actions_program" />
            <location filename="app/actions_record" />
            <location filename="app/actions_review" />
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <location filename="app/action" />
            <location filename="app/actions" />
            <location filename="ui/dialogs/sign" />
            <source>Window</source>
            <translation>Fensterung</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>1-9 while a tool that paints is at hand</source>
            <translation>1-9, solange ein Malwerkzeug gewählt ist</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>About SPCXR</source>
            <translation>Über SPCXR</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Analyse all that have no result set</source>
            <translation>Alle ohne Ergebnis auswerten</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Analyse this radiograph</source>
            <translation>Diese Aufnahme auswerten</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Choose the film of a picture</source>
            <translation>Aufnahme für ein Bild wählen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Click with the right button</source>
            <translation>Mit der rechten Taste klicken</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Close this radiograph</source>
            <translation>Diese Aufnahme schließen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Corner texts</source>
            <translation>Ecktexte</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Default window of the file</source>
            <translation>Standardfensterung der Datei</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <location filename="ui/pattern" />
            <source>Display test pattern</source>
            <translation>Bildschirm-Testbild</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Double-click</source>
            <translation>Doppelklick</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Drag it, or one of its points; double-click a text to write it anew</source>
            <translation>Ziehen Sie es oder einen seiner Punkte; Doppelklick auf einen Text, um ihn neu zu schreiben</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Drag its row from the list onto the picture</source>
            <translation>Ihre Zeile aus der Liste auf das Bild ziehen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Drag with the left button: right widens, down raises the centre</source>
            <translation>Mit der linken Taste ziehen: nach rechts breiter, nach unten höheres Zentrum</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Drag with the middle button, or hold Space and drag</source>
            <translation>Mit der mittleren Taste ziehen, oder Leertaste halten und ziehen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Drop files, folders, a DICOMDIR or ZIP archives on the window</source>
            <translation>Dateien, Ordner, ein DICOMDIR oder ZIP-Archive auf das Fenster ziehen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Fainter</source>
            <translation>Schwächer</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>File overlays</source>
            <translation>Overlays der Datei</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Find an action…</source>
            <translation>Aktion suchen …</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Fit to the window</source>
            <translation>In das Fenster einpassen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Fit to window</source>
            <translation>In das Fenster einpassen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Full range of values</source>
            <translation>Ganzer Wertebereich</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Hide or show panels</source>
            <translation>Seitenleisten aus- oder einblenden</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <location filename="ui/panels/histogram" />
            <source>Histogram</source>
            <translation>Histogramm</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Hold Ctrl while painting or closing an outline</source>
            <translation>Beim Malen oder Schließen eines Umrisses Strg halten</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Hold M, or press it to keep it</source>
            <translation>M halten, oder drücken, um sie zu behalten</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Hold S</source>
            <translation>S halten</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <location filename="ui/signing_texts" />
            <source>Invert</source>
            <translation>Invertieren</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <location filename="ui/dialogs/key_sheet" />
            <location filename="ui/help" />
            <source>Keys and gestures</source>
            <translation>Tasten und Gesten</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>LUT %L1</source>
            <translation>LUT %L1</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Let go; twice: reset picture</source>
            <translation>Loslassen; zweimal: Bild zurücksetzen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <location filename="app/actions_review" />
            <source>Magnifier</source>
            <translation>Lupe</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <location filename="app/actions_review" />
            <source>Move the picture</source>
            <translation>Bild verschieben</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Needs a grey-scale picture</source>
            <translation>Nur bei Graustufenbildern</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Next frame</source>
            <translation>Nächstes Einzelbild</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Next part of the window</source>
            <translation>Nächster Teil des Fensters</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Next radiograph</source>
            <translation>Nächste Aufnahme</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Nothing here can be analysed now</source>
            <translation>Hier kann jetzt nichts ausgewertet werden</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Nothing is left to analyse</source>
            <translation>Es ist nichts mehr auszuwerten</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>One image pixel per screen pixel</source>
            <translation>Ein Bildpixel je Bildschirmpixel</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Open a radiograph first</source>
            <translation>Öffnen Sie zuerst eine Aufnahme</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Open files…</source>
            <translation>Dateien öffnen …</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Open folder…</source>
            <translation>Ordner öffnen …</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Open the sample phantom</source>
            <translation>Beispielphantom öffnen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Peek without lungs and evidence</source>
            <translation>Kurz ohne Lungenmaske und Evidenz ansehen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Previous frame</source>
            <translation>Voriges Einzelbild</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Previous radiograph</source>
            <translation>Vorige Aufnahme</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Reset picture</source>
            <translation>Bild zurücksetzen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Save the keys as PDF or HTML…</source>
            <translation>Tasten als PDF oder HTML sichern …</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Sharp pixels</source>
            <translation>Scharfe Pixel</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Shift+wheel, [ and ]</source>
            <translation>Umschalt+Mausrad, [ und ]</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Show lungs and evidence</source>
            <translation>Lungenmaske und Evidenz zeigen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <location filename="ui/main_window" />
            <source>Show scores</source>
            <translation>Scores zeigen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Shutter of the file</source>
            <translation>Blende der Datei</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Size of the brush</source>
            <translation>Größe des Pinsels</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Stop searching and analysing</source>
            <translation>Suche und Auswertung anhalten</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Stronger</source>
            <translation>Stärker</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Take away instead of adding</source>
            <translation>Wegnehmen statt hinzufügen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Take hold of what was drawn</source>
            <translation>Gezeichnetes anfassen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>The file has no overlays</source>
            <translation>Die Datei hat keine Overlays</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>The file has no shutter</source>
            <translation>Die Datei hat keine Blende</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>The file has no such window</source>
            <translation>Die Datei hat keine solche Fensterung</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>The lungs are not outlined</source>
            <translation>Es gibt keine Lungenmaske</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>There is no such frame</source>
            <translation>Ein solches Einzelbild gibt es nicht</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>What can be done here</source>
            <translation>Was hier möglich ist</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Wheel, Ctrl+wheel (fine), or drag up and down with the right button</source>
            <translation>Mausrad, Strg+Mausrad (fein), oder mit der rechten Taste auf und ab ziehen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Which label is painted</source>
            <translation>Welches Label gemalt wird</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Window %L1 of the file</source>
            <translation>Fensterung %L1 der Datei</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <location filename="app/actions_review" />
            <source>Window and level</source>
            <translation>Fensterung (Zentrum und Breite)</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Zoom at the pointer</source>
            <translation>Am Mauszeiger zoomen</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <location filename="app/actions" />
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <location filename="app/actions_derived" />
            <source>No opened object is about this radiograph</source>
            <translation>Kein geöffnetes Objekt gehört zu dieser Aufnahme</translation>
        </message>
        <message>
            <location filename="app/actions_derived" />
            <source>Objects from other systems</source>
            <translation>Objekte aus anderen Systemen</translation>
        </message>
        <message>
            <location filename="app/actions_evidence" />
            <source>Evidence for the next finding</source>
            <translation>Evidenz des nächsten Befunds</translation>
        </message>
        <message>
            <location filename="app/actions_evidence" />
            <source>Fainter evidence</source>
            <translation>Evidenz schwächer</translation>
        </message>
        <message>
            <location filename="app/actions_evidence" />
            <location filename="ui/panels/finding_row" />
            <source>Show the evidence</source>
            <translation>Evidenz zeigen</translation>
        </message>
        <message>
            <location filename="app/actions_evidence" />
            <source>Stronger evidence</source>
            <translation>Evidenz stärker</translation>
        </message>
        <message>
            <location filename="app/actions_evidence" />
            <source>The models gave no evidence for this radiograph</source>
            <translation>Die Modelle gaben zu dieser Aufnahme keine Evidenz</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <location filename="ui/finding_texts" />
            <source>Accept: it is there</source>
            <translation>Zustimmen: liegt vor</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>Choose a finding first</source>
            <translation>Wählen Sie zuerst einen Befund</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>Compare result sets of this film…</source>
            <translation>Ergebnisse dieser Aufnahme vergleichen …</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>Disagreements…</source>
            <translation>Abweichungen …</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>Give an opinion on every finding first</source>
            <translation>Beurteilen Sie zuerst jeden Befund</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <location filename="ui/finding_texts" />
            <source>It is elsewhere: draw where</source>
            <translation>Liegt woanders: Ort einzeichnen</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>Model cards</source>
            <translation>Modellkarten</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>Monitoring…</source>
            <translation>Überwachung …</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>Next finding</source>
            <translation>Nächster Befund</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <location filename="app/judging" />
            <location filename="ui/panels/first_opinion" />
            <source>No finding</source>
            <translation>Kein Befund</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>No model package is loaded</source>
            <translation>Kein Modellpaket ist geladen</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <location filename="app/actions_signing" />
            <source>Nothing is kept in this session</source>
            <translation>In dieser Sitzung wird nichts aufbewahrt</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>Previous finding</source>
            <translation>Voriger Befund</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>Read before results are shown</source>
            <translation>Befunden, bevor Ergebnisse gezeigt werden</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <location filename="ui/finding_texts" />
            <source>Reject: it is not there</source>
            <translation>Ablehnen: liegt nicht vor</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <location filename="ui/panels/first_opinion" />
            <source>Reveal the results</source>
            <translation>Ergebnisse aufdecken</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>The results are shown</source>
            <translation>Die Ergebnisse sind zu sehen</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>There are no findings to judge here</source>
            <translation>Hier gibt es keine Befunde zu beurteilen</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <source>There is no result set to compare</source>
            <translation>Es gibt kein Ergebnis zum Vergleichen</translation>
        </message>
        <message>
            <location filename="app/actions_findings" />
            <location filename="ui/finding_texts" />
            <source>Uncertain</source>
            <translation>Unsicher</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <source>Choose a layout with more than one picture first</source>
            <translation>Wählen Sie zuerst ein Layout mit mehr als einem Bild</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <source>Compare with prior</source>
            <translation>Mit Voraufnahme vergleichen</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <location filename="ui/dialogs/preferences" />
            <source>Four pictures</source>
            <translation>Vier Bilder</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <source>Link zoom, place and window</source>
            <translation>Zoom, Ausschnitt und Fensterung koppeln</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <source>Next picture of the layout</source>
            <translation>Nächstes Bild des Layouts</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <location filename="ui/dialogs/preferences" />
            <source>One picture</source>
            <translation>Ein Bild</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <source>PA + lateral</source>
            <translation>p.a. + seitlich</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <source>Picture on the other screen</source>
            <translation>Bild auf dem anderen Bildschirm</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <source>Swap pictures</source>
            <translation>Bilder tauschen</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <source>There is only one screen</source>
            <translation>Es gibt nur einen Bildschirm</translation>
        </message>
        <message>
            <location filename="app/actions_layout" />
            <location filename="ui/dialogs/preferences" />
            <source>Two pictures</source>
            <translation>Zwei Bilder</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Accept what is proposed, close the outline</source>
            <translation>Vorschlag annehmen, Umriss schließen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <location filename="app/mask_desk" />
            <source>Back to the model's lungs</source>
            <translation>Zurück zur Lungenmaske des Modells</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <location filename="ui/mask_strings" />
            <source>Brush</source>
            <translation>Pinsel</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Compare with the model</source>
            <translation>Mit dem Modell vergleichen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Correct the model's lungs first</source>
            <translation>Berichtigen Sie zuerst die Lungenmaske des Modells</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <location filename="ui/mask_strings" />
            <source>Eraser</source>
            <translation>Radierer</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <location filename="ui/mask_strings" />
            <source>Fill</source>
            <translation>Füllen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <location filename="app/mask_operations" />
            <source>Fill holes</source>
            <translation>Löcher füllen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Freehand outline</source>
            <translation>Freihandumriss</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Grow…</source>
            <translation>Ausdehnen …</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <location filename="app/mask_operations" />
            <source>Keep the largest piece</source>
            <translation>Nur das größte Stück behalten</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Larger tip</source>
            <translation>Größere Spitze</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>No model has outlined these lungs</source>
            <translation>Kein Modell hat diese Lungen umrissen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Nothing is proposed</source>
            <translation>Es gibt keinen Vorschlag</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Outline along edges</source>
            <translation>Umriss entlang von Kanten</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Paint only inside the model's lungs</source>
            <translation>Nur in der Lungenmaske des Modells malen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Paint over no other label</source>
            <translation>Kein anderes Label übermalen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <location filename="ui/mask_strings" />
            <source>Polygon</source>
            <translation>Polygon</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Refine here: ask the model around your correction</source>
            <translation>Hier verfeinern: das Modell um Ihre Korrektur herum fragen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <location filename="app/mask_operations" />
            <source>Remove small pieces</source>
            <translation>Kleine Stücke entfernen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Shrink…</source>
            <translation>Verkleinern …</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Smaller tip</source>
            <translation>Kleinere Spitze</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <location filename="ui/mask_strings" />
            <source>Smart brush</source>
            <translation>Intelligenter Pinsel</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Smooth…</source>
            <translation>Glätten …</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Swap brush and eraser</source>
            <translation>Pinsel und Radierer tauschen</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Take up a brush first</source>
            <translation>Nehmen Sie zuerst einen Pinsel</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>The label has no pixels</source>
            <translation>Das Label hat keine Pixel</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>The lungs are the model's own</source>
            <translation>Die Lungenmaske ist unverändert die des Modells</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>There is no mask to edit on this picture</source>
            <translation>Auf diesem Bild gibt es keine Maske zu bearbeiten</translation>
        </message>
        <message>
            <location filename="app/actions_mask" />
            <source>Tip scales with zoom</source>
            <translation>Spitze folgt dem Zoom</translation>
        </message>
        <message>
            <location filename="app/actions_network" />
            <source>Get from the archive…</source>
            <translation>Aus dem Archiv holen …</translation>
        </message>
        <message>
            <location filename="app/actions_network" />
            <source>Nodes and receiving…</source>
            <translation>Knoten und Empfang …</translation>
        </message>
        <message>
            <location filename="app/actions_network" />
            <location filename="ui/dialogs/send" />
            <source>Outbox…</source>
            <translation>Ausgang …</translation>
        </message>
        <message>
            <location filename="app/actions_network" />
            <source>Send results…</source>
            <translation>Ergebnisse senden …</translation>
        </message>
        <message>
            <location filename="app/actions_network" />
            <source>There is nothing to send yet</source>
            <translation>Es gibt noch nichts zu senden</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <location filename="ui/dialogs/preferences" />
            <source>Forget recent cases</source>
            <translation>Letzte Fälle vergessen</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <location filename="ui/dialogs/preferences" />
            <source>Hide names</source>
            <translation>Namen verbergen</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <source>Larger text</source>
            <translation>Größere Schrift</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <source>Lock</source>
            <translation>Sperren</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <source>No case is remembered</source>
            <translation>Es ist kein Fall gemerkt</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <source>Preferences…</source>
            <translation>Einstellungen …</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <source>Recent case %L1</source>
            <translation>Letzter Fall %L1</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <source>Smaller text</source>
            <translation>Kleinere Schrift</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <source>Texts are as large as they get</source>
            <translation>Größer wird die Schrift nicht</translation>
        </message>
        <message>
            <location filename="app/actions_program" />
            <source>Texts are as small as they get</source>
            <translation>Kleiner wird die Schrift nicht</translation>
        </message>
        <message>
            <location filename="app/actions_queue" />
            <source>Do not analyse this radiograph now</source>
            <translation>Diese Aufnahme jetzt nicht auswerten</translation>
        </message>
        <message>
            <location filename="app/actions_queue" />
            <source>Hold the analysis</source>
            <translation>Auswertung aussetzen</translation>
        </message>
        <message>
            <location filename="app/actions_queue" />
            <source>It did not end in an error</source>
            <translation>Sie endete nicht mit einem Fehler</translation>
        </message>
        <message>
            <location filename="app/actions_queue" />
            <source>It neither waits for analysis nor is analysed now</source>
            <translation>Sie wartet nicht auf Auswertung und wird nicht ausgewertet</translation>
        </message>
        <message>
            <location filename="app/actions_queue" />
            <source>Nothing ended in an error</source>
            <translation>Nichts endete mit einem Fehler</translation>
        </message>
        <message>
            <location filename="app/actions_queue" />
            <source>Try all again that ended in an error</source>
            <translation>Alle erneut versuchen, die mit einem Fehler endeten</translation>
        </message>
        <message>
            <location filename="app/actions_queue" />
            <source>Try this radiograph again</source>
            <translation>Diese Aufnahme erneut versuchen</translation>
        </message>
        <message>
            <location filename="app/actions_record" />
            <source>Mark as unread</source>
            <translation>Als ungelesen markieren</translation>
        </message>
        <message>
            <location filename="app/actions_record" />
            <source>Next study</source>
            <translation>Nächste Studie</translation>
        </message>
        <message>
            <location filename="app/actions_record" />
            <source>Previous study</source>
            <translation>Vorige Studie</translation>
        </message>
        <message>
            <location filename="app/actions_record" />
            <location filename="ui/panels/worklist_bar" />
            <source>Search the worklist</source>
            <translation>Arbeitsliste durchsuchen</translation>
        </message>
        <message>
            <location filename="app/actions_record" />
            <location filename="ui/panels/side" />
            <location filename="ui/panels/worklist" />
            <source>Worklist</source>
            <translation>Arbeitsliste</translation>
        </message>
        <message>
            <location filename="app/actions_record" />
            <source>Worklist: flagged first</source>
            <translation>Arbeitsliste: Markierte zuerst</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <location filename="app/measured" />
            <location filename="domain/measure" />
            <source>Angle</source>
            <translation>Winkel</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <location filename="app/measured" />
            <source>Arrow</source>
            <translation>Pfeil</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <location filename="app/measured" />
            <location filename="domain/measure" />
            <source>Cardiothoracic ratio</source>
            <translation>Herz-Thorax-Quotient</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Edit the text</source>
            <translation>Text bearbeiten</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Ellipse with statistics</source>
            <translation>Ellipse mit Statistik</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Flip left to right</source>
            <translation>Seitlich spiegeln</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Flip upside down</source>
            <translation>Auf den Kopf stellen</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <location filename="app/review_desk" />
            <location filename="ui/measure_strings" />
            <location filename="ui/signing_texts" />
            <source>Key image</source>
            <translation>Schlüsselbild</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <location filename="app/measured" />
            <location filename="domain/measure" />
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Rectangle with statistics</source>
            <translation>Rechteck mit Statistik</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Redo: %1</source>
            <translation>Wiederholen: %1</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Rotate left</source>
            <translation>Nach links drehen</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Rotate right</source>
            <translation>Nach rechts drehen</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Select a text or an arrow first</source>
            <translation>Wählen Sie zuerst einen Text oder Pfeil aus</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Select an annotation first</source>
            <translation>Wählen Sie zuerst eine Markierung aus</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <location filename="app/measured" />
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>There is nothing to redo</source>
            <translation>Es gibt nichts zu wiederholen</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>There is nothing to undo</source>
            <translation>Es gibt nichts rückgängig zu machen</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Undo: %1</source>
            <translation>Rückgängig: %1</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <location filename="ui/view/aids" />
            <source>Value under the pointer</source>
            <translation>Wert unter dem Mauszeiger</translation>
        </message>
        <message>
            <location filename="app/actions_review" />
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>Amend what is signed…</source>
            <translation>Signiertes nachtragen …</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <location filename="ui/panels/signature" />
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>Give up the amendment…</source>
            <translation>Nachtrag verwerfen …</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>No amendment is open</source>
            <translation>Kein Nachtrag ist geöffnet</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>No signed review is in view</source>
            <translation>Keine signierte Befundung wird angezeigt</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>Nothing was signed here</source>
            <translation>Hier wurde nichts signiert</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>Sign the amendment…</source>
            <translation>Nachtrag signieren …</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>Sign the review…</source>
            <translation>Befundung signieren …</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <location filename="ui/panels/signature" />
            <source>Signatures…</source>
            <translation>Signaturen …</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>There is no open review to sign</source>
            <translation>Keine offene Befundung zum Signieren</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>There is nothing to export yet</source>
            <translation>Es gibt noch nichts zu exportieren</translation>
        </message>
        <message>
            <location filename="app/actions_signing" />
            <source>Who reads here…</source>
            <translation>Wer hier befundet …</translation>
        </message>
        <message>
            <location filename="app/cases" />
            <source>%1 of this study cannot be found where it was opened from.</source>
            <translation>%1 dieser Studie: am Ort, von dem geöffnet wurde, nicht zu finden.</translation>
        </message>
        <message>
            <location filename="app/cases" />
            <source>%L1 originals</source>
            <translation>%L1 Originale</translation>
        </message>
        <message>
            <location filename="app/cases" />
            <source>An original</source>
            <translation>Ein Original</translation>
        </message>
        <message>
            <location filename="app/cases" />
            <source>Connect its disk or bring it back, or open it from its new place; what was kept is found again.</source>
            <translation>Schließen Sie den Datenträger an oder legen Sie sie zurück, oder öffnen Sie sie vom neuen Ort; das Aufbewahrte findet sich wieder.</translation>
        </message>
        <message>
            <location filename="app/cases" />
            <source>The file itself: the record never copies it.</source>
            <translation>Die Datei selbst: Die Datenbank kopiert sie nie.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <source> The first was left out because: %1</source>
            <translation> Die erste wurde ausgelassen, weil: %1</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <location filename="app/export_training" />
            <source>%1 cannot be written (%2).</source>
            <translation>%1 kann nicht geschrieben werden (%2).</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <source>%1 files of %L2 patients in %3, %L4 left out. Key: %5 (keep it to yourself; with it, whose a pseudonym is can be told).</source>
            <translation>%1 Dateien von %L2 Patienten in %3, %L4 ausgelassen. Schlüssel: %5 (behalten Sie ihn für sich; mit ihm lässt sich sagen, zu wem ein Pseudonym gehört).</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <location filename="app/export_training" />
            <source>%1 is there already.</source>
            <translation>%1 ist schon vorhanden.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <location filename="app/export_training" />
            <source>A folder that can be written, on a disk with room.</source>
            <translation>Ein beschreibbarer Ordner auf einem Datenträger mit freiem Platz.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <location filename="app/export_training" />
            <source>A name that is free.</source>
            <translation>Ein freier Name.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <location filename="app/export_training" />
            <source>Choose another place with --out.</source>
            <translation>Wählen Sie mit --out einen anderen Ort.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <source>DICOM files.</source>
            <translation>DICOM-Dateien.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <source>It has the SOP Instance UID of a file before it.</source>
            <translation>Sie hat die SOP Instance UID einer früheren Datei.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <source>Name others.</source>
            <translation>Nennen Sie andere.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <source>None of the files could be written without its patient.%1</source>
            <translation>Keine der Dateien konnte ohne ihren Patienten geschrieben werden.%1</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <source>Text that is part of a picture was not looked for reliably and not removed: look at every picture.</source>
            <translation>Text, der Teil eines Bildes ist, wurde nicht zuverlässig gesucht und nicht entfernt: Sehen Sie jedes Bild an.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <source>The program made an error on this file (%1). Please report it.</source>
            <translation>Das Programm machte bei dieser Datei einen Fehler (%1). Bitte melden Sie ihn.</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <location filename="app/export_training" />
            <source>left out  %1  %2</source>
            <translation>entfällt  %1  %2</translation>
        </message>
        <message>
            <location filename="app/deidentify" />
            <source>look at   %1  Text may be part of the picture: %2.</source>
            <translation>ansehen   %1  Vielleicht ist Text Teil des Bildes: %2.</translation>
        </message>
        <message>
            <location filename="app/derived" />
            <source>It asks for a part of the picture: columns %L1 to %L2, rows %L3 to %L4.</source>
            <translation>Es verlangt einen Teil des Bildes: Spalten %L1 bis %L2, Zeilen %L3 bis %L4.</translation>
        </message>
        <message>
            <location filename="app/derived" />
            <source>Its header names another patient ID than the film's.</source>
            <translation>Sein Header nennt eine andere Patienten-ID als die Aufnahme.</translation>
        </message>
        <message>
            <location filename="app/derived" />
            <source>Not all of its pieces are drawn: there are too many of them.</source>
            <translation>Nicht alle seine Teile sind gezeichnet: Es sind zu viele.</translation>
        </message>
        <message>
            <location filename="app/derived_intake" />
            <source>%L1 objects (segmentations, reports or presentation states) wait for their images.</source>
            <translation>%L1 Objekte (Segmentierungen, Berichte oder Präsentationszustände) warten auf ihre Bilder.</translation>
        </message>
        <message>
            <location filename="app/derived_intake" />
            <source>1 object (segmentation, report or presentation state) waits for its image.</source>
            <translation>1 Objekt (Segmentierung, Bericht oder Präsentationszustand) wartet auf sein Bild.</translation>
        </message>
        <message>
            <location filename="app/derived_intake" />
            <source>There are too many reports and other objects: the first ones are kept.</source>
            <translation>Es gibt zu viele Berichte und andere Objekte: Die ersten werden behalten.</translation>
        </message>
        <message>
            <location filename="app/derived_intake" />
            <location filename="ui/panels/strips" />
            <source>and %L1 more</source>
            <translation>und %L1 weitere</translation>
        </message>
        <message>
            <location filename="app/derived_marks" />
            <source>It has %1 x %2 pixels and this film %3 x %4: how the one lies on the other is not said, so it is not drawn.</source>
            <translation>Es hat %1 x %2 Pixel und diese Aufnahme %3 x %4: Wie eines auf dem anderen liegt, ist nicht angegeben, daher wird es nicht gezeichnet.</translation>
        </message>
        <message>
            <location filename="app/derived_marks" />
            <source>Its greys cannot be shown on this film.</source>
            <translation>Seine Grauwerte können auf dieser Aufnahme nicht gezeigt werden.</translation>
        </message>
        <message>
            <location filename="app/derived_marks" />
            <source>Only %L1 of its %L2 texts are drawn.</source>
            <translation>Nur %L1 seiner %L2 Texte sind gezeichnet.</translation>
        </message>
        <message>
            <location filename="app/derived_marks" />
            <location filename="ui/derived_strings" />
            <source>Presentation state</source>
            <translation>Präsentationszustand</translation>
        </message>
        <message>
            <location filename="app/export" />
            <source>Not assessed.</source>
            <translation>Nicht beurteilt.</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>%1 patients in folds %2-%3: too few to %4; sign more reviews.</source>
            <translation>%1 Patienten in den Folds %2-%3: zu wenige %4; signieren Sie mehr Befundungen.</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>%L1 signed reviews of %2 patients in %3. Key of the pseudonyms: %4</source>
            <translation>%L1 signierte Befundungen von %2 Patienten in %3. Schlüssel der Pseudonyme: %4</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>At least one signed review.</source>
            <translation>Mindestens eine signierte Befundung.</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>Next: spcxr-trainer data index %1; spcxr-trainer data pack %2 --out PACK</source>
            <translation>Weiter: spcxr-trainer data index %1; spcxr-trainer data pack %2 --out PACK</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>Review films in the window and sign them.</source>
            <translation>Befunden Sie Aufnahmen im Fenster und signieren Sie.</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>There is no signed review to export (%1).</source>
            <translation>Es gibt keine signierte Befundung zum Exportieren (%1).</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>accept or relocate: 1; reject: 0; uncertain or not judged: unknown (not in the column findings)</source>
            <translation>annehmen oder verlegen: 1; ablehnen: 0; unsicher oder nicht beurteilt: unbekannt (nicht in der Spalte findings)</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>look at   %1  something in a corner looks like letters</source>
            <translation>ansehen   %1  etwas in einer Ecke sieht nach Buchstaben aus</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>none stated: not to leave this site</source>
            <translation>keine angegeben: darf diesen Standort nicht verlassen</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>note      %1</source>
            <translation>Hinweis   %1</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>only where a reader changed or drew the lungs; 0 background, 1 right lung, 2 left lung</source>
            <translation>nur wo ein Befunder die Lungen geändert oder gezeichnet hat; 0 Hintergrund, 1 rechte Lunge, 2 linke Lunge</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>pseudonyms by keyed hash; no names, numbers, UIDs or dates; age in years, 90 and over as 90</source>
            <translation>Pseudonyme durch Hash mit Schlüssel; keine Namen, Nummern, UIDs oder Daten; Alter in Jahren, ab 90 als 90</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>the record is empty</source>
            <translation>die Datenbank ist leer</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>train on</source>
            <translation>zum Trainieren</translation>
        </message>
        <message>
            <location filename="app/export_training" />
            <source>validate a package with</source>
            <translation>zum Validieren eines Pakets</translation>
        </message>
        <message>
            <location filename="app/hints" />
            <source>%L1 things do not agree between the opened files; their rows are marked.</source>
            <translation>%L1 Angaben der geöffneten Dateien widersprechen sich; ihre Zeilen sind markiert.</translation>
        </message>
        <message>
            <location filename="app/intake" />
            <source> and %L1 more</source>
            <translation> und %L1 weitere</translation>
        </message>
        <message>
            <location filename="app/intake" />
            <source>%1them, PNG or JPEG.</source>
            <translation>%1davon, PNG oder JPEG.</translation>
        </message>
        <message>
            <location filename="app/intake" />
            <source>%L1 of %L2 files %3.</source>
            <translation>%L1 von %L2 Dateien %3.</translation>
        </message>
        <message>
            <location filename="app/intake" />
            <source>Not everything in here could be opened.</source>
            <translation>Nicht alles hierin konnte geöffnet werden.</translation>
        </message>
        <message>
            <location filename="app/intake" />
            <source>There is nothing here that could be a radiograph. Choose DICOM files, folders or ZIP archives of </source>
            <translation>Hier ist nichts, was eine Röntgenaufnahme sein könnte. Wählen Sie DICOM-Dateien, Ordner oder ZIP-Archive </translation>
        </message>
        <message>
            <location filename="app/intake" />
            <source>They hold no picture: reports, plans and the like.</source>
            <translation>Sie enthalten kein Bild: Berichte, Pläne und dergleichen.</translation>
        </message>
        <message>
            <location filename="app/intake" />
            <source>are not radiographs and were left out</source>
            <translation>sind keine Röntgenaufnahmen und wurden ausgelassen</translation>
        </message>
        <message>
            <location filename="app/intake" />
            <source>is no radiograph and was left out</source>
            <translation>ist keine Röntgenaufnahme und wurde ausgelassen</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>A step that was taken afterwards.</source>
            <translation>Ein Schritt, der danach getan wurde.</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>Accept (%1)</source>
            <translation>Zustimmen (%1)</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>Judge the finding itself instead.</source>
            <translation>Beurteilen Sie stattdessen den Befund selbst.</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>Mark as uncertain (%1)</source>
            <translation>Als unsicher vermerken (%1)</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>Mark elsewhere (%1)</source>
            <translation>Anderswo einzeichnen (%1)</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>Reasons (%1)</source>
            <translation>Gründe (%1)</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>Reject (%1)</source>
            <translation>Ablehnen (%1)</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>Take back (%1)</source>
            <translation>Zurücknehmen (%1)</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>This opinion was given before the results were shown, and stays as it is.</source>
            <translation>Diese Beurteilung wurde abgegeben, bevor die Ergebnisse gezeigt wurden, und bleibt, wie sie ist.</translation>
        </message>
        <message>
            <location filename="app/judging" />
            <source>before results</source>
            <translation>vor den Ergebnissen</translation>
        </message>
        <message>
            <location filename="app/mask_desk" />
            <source>A label that may change.</source>
            <translation>Ein Label, das sich ändern darf.</translation>
        </message>
        <message>
            <location filename="app/mask_desk" />
            <source>Delete label (%1)</source>
            <translation>Label löschen (%1)</translation>
        </message>
        <message>
            <location filename="app/mask_desk" />
            <source>This label is locked.</source>
            <translation>Dieses Label ist gesperrt.</translation>
        </message>
        <message>
            <location filename="app/mask_desk" />
            <source>Unlock it first.</source>
            <translation>Entsperren Sie es zuerst.</translation>
        </message>
        <message>
            <location filename="app/mask_operations" />
            <source>%L1 mm</source>
            <translation>%L1 mm</translation>
        </message>
        <message>
            <location filename="app/mask_operations" />
            <location filename="app/mask_tools" />
            <location filename="ui/strings" />
            <source>%L1 px</source>
            <translation>%L1 px</translation>
        </message>
        <message>
            <location filename="app/mask_operations" />
            <source>Grow by %1</source>
            <translation>Ausdehnen um %1</translation>
        </message>
        <message>
            <location filename="app/mask_operations" />
            <source>Shrink by %1</source>
            <translation>Verkleinern um %1</translation>
        </message>
        <message>
            <location filename="app/mask_operations" />
            <source>Smooth by %1</source>
            <translation>Glätten um %1</translation>
        </message>
        <message>
            <location filename="app/mask_refine" />
            <source>The mask has changed meanwhile. Ask again.</source>
            <translation>Die Maske hat sich inzwischen geändert. Fragen Sie erneut.</translation>
        </message>
        <message>
            <location filename="app/mask_refine" />
            <source>The model proposes nothing else here.</source>
            <translation>Das Modell schlägt hier nichts anderes vor.</translation>
        </message>
        <message>
            <location filename="app/mask_refine" />
            <source>The model's proposal around your correction</source>
            <translation>Vorschlag des Modells um Ihre Korrektur herum</translation>
        </message>
        <message>
            <location filename="app/mask_refine" />
            <source>The models are at work. Ask again when they are done.</source>
            <translation>Die Modelle rechnen gerade. Fragen Sie erneut, wenn sie fertig sind.</translation>
        </message>
        <message>
            <location filename="app/mask_tools" />
            <source>%L1 mm (%2)</source>
            <translation>%L1 mm (%2)</translation>
        </message>
        <message>
            <location filename="app/mask_tools" />
            <source>%L1 px of the screen</source>
            <translation>%L1 px des Bildschirms</translation>
        </message>
        <message>
            <location filename="app/measured" />
            <source>Ellipse</source>
            <translation>Ellipse</translation>
        </message>
        <message>
            <location filename="app/measured" />
            <source>Rectangle</source>
            <translation>Rechteck</translation>
        </message>
        <message>
            <location filename="app/model_cards" />
            <source>Installed by the site without a trusted signature, after a warning.</source>
            <translation>Vor Ort nach einer Warnung ohne vertrauenswürdige Signatur installiert.</translation>
        </message>
        <message>
            <location filename="app/model_cards" />
            <source>Not known: it is neither part of the program nor installed.</source>
            <translation>Unbekannt: Es ist weder Teil des Programms noch installiert.</translation>
        </message>
        <message>
            <location filename="app/model_cards" />
            <source>Part of the program, which names its hash.</source>
            <translation>Teil des Programms, das seine Prüfsumme nennt.</translation>
        </message>
        <message>
            <location filename="app/model_cards" />
            <source>Signed with a key that this site trusts: %1…</source>
            <translation>Signiert mit einem Schlüssel, dem hier vertraut wird: %1…</translation>
        </message>
        <message>
            <location filename="app/network/asking" />
            <source>An answer.</source>
            <translation>Eine Antwort.</translation>
        </message>
        <message>
            <location filename="app/network/asking" />
            <location filename="app/network/ordering" />
            <location filename="app/record_signing" />
            <location filename="app/schedule" />
            <location filename="app/signing_export" />
            <source>Please report it with the log.</source>
            <translation>Bitte melden Sie dies mit dem Protokoll.</translation>
        </message>
        <message>
            <location filename="app/network/asking" />
            <location filename="app/signing_export" />
            <source>The program made an error.</source>
            <translation>Das Programm machte einen Fehler.</translation>
        </message>
        <message>
            <location filename="app/network/desk" />
            <source>A node of the settings.</source>
            <translation>Ein Knoten aus den Einstellungen.</translation>
        </message>
        <message>
            <location filename="app/network/desk" />
            <source>Add it, or choose another one.</source>
            <translation>Fügen Sie ihn hinzu, oder wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="app/network/desk" />
            <source>There is no node '%1'.</source>
            <translation>Es gibt keinen Knoten '%1'.</translation>
        </message>
        <message>
            <location filename="app/network/nodes" />
            <source>A name of its own.</source>
            <translation>Ein eigener Name.</translation>
        </message>
        <message>
            <location filename="app/network/nodes" />
            <location filename="app/nodes" />
            <source>Choose another name.</source>
            <translation>Wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="app/network/nodes" />
            <source>There is a node called '%1' already.</source>
            <translation>Es gibt schon einen Knoten namens '%1'.</translation>
        </message>
        <message>
            <location filename="app/network/ordering" />
            <source>Analyse or sign the film first, and choose a node.</source>
            <translation>Werten Sie die Aufnahme zuerst aus, oder signieren Sie, und wählen Sie einen Knoten.</translation>
        </message>
        <message>
            <location filename="app/network/ordering" />
            <source>Another order is under way.</source>
            <translation>Ein anderer Auftrag läuft noch.</translation>
        </message>
        <message>
            <location filename="app/network/ordering" />
            <source>Objects to send.</source>
            <translation>Objekte zum Senden.</translation>
        </message>
        <message>
            <location filename="app/network/ordering" />
            <location filename="ui/dialogs/export" />
            <source>One at a time.</source>
            <translation>Einer nach dem anderen.</translation>
        </message>
        <message>
            <location filename="app/network/ordering" />
            <source>Results of the film in view, a node, and a kind of DICOM object.</source>
            <translation>Ergebnisse der angezeigten Aufnahme, ein Knoten und eine Art von DICOM-Objekt.</translation>
        </message>
        <message>
            <location filename="app/network/ordering" />
            <source>The program made an error; nothing was queued.</source>
            <translation>Das Programm machte einen Fehler; nichts kam in den Ausgang.</translation>
        </message>
        <message>
            <location filename="app/network/ordering" />
            <source>There is nothing to send.</source>
            <translation>Es gibt nichts zu senden.</translation>
        </message>
        <message>
            <location filename="app/network/ordering" />
            <location filename="store/identity" />
            <source>Try again.</source>
            <translation>Versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="app/network/receiving" />
            <source>%1, port %2</source>
            <translation>%1, Port %2</translation>
        </message>
        <message>
            <location filename="app/network/retrieving" />
            <source>The program made an error. Please report it with the log.</source>
            <translation>Das Programm machte einen Fehler. Bitte melden Sie ihn mit dem Protokoll.</translation>
        </message>
        <message>
            <location filename="app/network/retrieving" />
            <location filename="app/network/sending" />
            <source>This node is no longer in the settings.</source>
            <translation>Dieser Knoten ist nicht mehr in den Einstellungen.</translation>
        </message>
        <message>
            <location filename="app/network/sending" />
            <source>An open record.</source>
            <translation>Eine offene Datenbank.</translation>
        </message>
        <message>
            <location filename="app/network/sending" />
            <source>Its bytes are no longer in the outbox: send it again.</source>
            <translation>Seine Bytes sind nicht mehr im Ausgang: Senden Sie es erneut.</translation>
        </message>
        <message>
            <location filename="app/network/sending" />
            <source>Not everything was taken.</source>
            <translation>Nicht alles wurde angenommen.</translation>
        </message>
        <message>
            <location filename="app/network/sending" />
            <source>Nothing is sent while no record is kept: there would be no audit trail.</source>
            <translation>Solange keine Datenbank geführt wird, wird nichts gesendet: Es gäbe kein Protokoll.</translation>
        </message>
        <message>
            <location filename="app/network/sending" />
            <location filename="app/record_signing" />
            <location filename="app/signing_export" />
            <source>See the notice on what is kept.</source>
            <translation>Siehe den Hinweis dazu, was aufbewahrt wird.</translation>
        </message>
        <message>
            <location filename="app/network/watching" />
            <source>Only the first %L1 files, %2 folders deep, are watched.</source>
            <translation>Nur die ersten %L1 Dateien, %2 Ordner tief, werden überwacht.</translation>
        </message>
        <message>
            <location filename="app/network/watching" />
            <source>The folder cannot be read (%1); it is tried again.</source>
            <translation>Der Ordner kann nicht gelesen werden (%1); es wird erneut versucht.</translation>
        </message>
        <message>
            <location filename="app/nodes" />
            <source>Names that are each used once.</source>
            <translation>Namen, die jeweils nur einmal vorkommen.</translation>
        </message>
        <message>
            <location filename="app/nodes" />
            <source>Two nodes have the same name.</source>
            <translation>Zwei Knoten haben denselben Namen.</translation>
        </message>
        <message>
            <location filename="app/operations" />
            <source>A DICOM file.</source>
            <translation>Eine DICOM-Datei.</translation>
        </message>
        <message>
            <location filename="app/operations" />
            <source>Frame %L1 cannot be shown. %2 %3</source>
            <translation>Einzelbild %L1 kann nicht gezeigt werden. %2 %3</translation>
        </message>
        <message>
            <location filename="app/operations" />
            <source>Open it in the program's window.</source>
            <translation>Öffnen Sie sie im Programmfenster.</translation>
        </message>
        <message>
            <location filename="app/operations" />
            <source>The header of this file cannot be read.</source>
            <translation>Der Header dieser Datei kann nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="app/parts" />
            <source>cannot be read</source>
            <translation>nicht lesbar</translation>
        </message>
        <message>
            <location filename="app/parts" />
            <source>run from source</source>
            <translation>aus dem Quelltext gestartet</translation>
        </message>
        <message>
            <location filename="app/pseudonym_key" />
            <source>A file that this program made, or a path where it can make one.</source>
            <translation>Eine Datei, die dieses Programm erstellt hat, oder ein Pfad, an dem es eine erstellen kann.</translation>
        </message>
        <message>
            <location filename="app/pseudonym_key" />
            <source>Name the right file with --key, or another path for a new key.</source>
            <translation>Nennen Sie mit --key die richtige Datei oder einen anderen Pfad für einen neuen Schlüssel.</translation>
        </message>
        <message>
            <location filename="app/pseudonym_key" />
            <source>The key file %1 %2.</source>
            <translation>Schlüsseldatei %1: %2.</translation>
        </message>
        <message>
            <location filename="app/pseudonym_key" />
            <source>it is no text</source>
            <translation>sie ist kein Text</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>%1 cut short when the program last ended. Nothing that was done is lost.</source>
            <translation>%1 unterbrochen, als das Programm zuletzt endete. Nichts Getanes ist verloren.</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>%L1 reviews were</source>
            <translation>%L1 Befundungen wurden</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>A review was</source>
            <translation>Eine Befundung wurde</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>A review's journal was damaged. Every step before the damage is back; later ones may be missing.</source>
            <translation>Das Journal einer Befundung war beschädigt. Jeder Schritt vor dem Schaden ist wieder da; spätere können fehlen.</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>Nothing of this session will be kept. %1 %2</source>
            <translation>Von dieser Sitzung wird nichts aufbewahrt. %1 %2</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>Open it</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>Open them</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>Steps of the open review wait in memory. %1 %2</source>
            <translation>Schritte der geöffneten Befundung warten im Arbeitsspeicher. %1 %2</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>The damaged file was kept for inspection: %1</source>
            <translation>Die beschädigte Datei wurde zur Prüfung aufbewahrt: %1</translation>
        </message>
        <message>
            <location filename="app/record_lane" />
            <source>The steps that waited in memory are on the disk now.</source>
            <translation>Die Schritte, die im Arbeitsspeicher warteten, sind jetzt auf dem Datenträger.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <location filename="app/signing_export" />
            <source>A record.</source>
            <translation>Eine Aufzeichnung.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <location filename="store/reviews" />
            <source>A signed review.</source>
            <translation>Eine signierte Befundung.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <source>A step that can be done.</source>
            <translation>Ein ausführbarer Schritt.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <source>Another window has signed an amendment meanwhile; it is shown now.</source>
            <translation>Ein anderes Fenster hat inzwischen einen Nachtrag signiert; er wird jetzt gezeigt.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <source>Look at it, then amend that one.</source>
            <translation>Sehen Sie ihn an und tragen Sie dann dort nach.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <location filename="app/signing_export" />
            <source>Nothing is kept in this session.</source>
            <translation>In dieser Sitzung wird nichts aufbewahrt.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <location filename="store/reviews" />
            <source>Review and sign it first.</source>
            <translation>Befunden und signieren Sie zuerst.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <source>The program made an error; nothing was signed or changed.</source>
            <translation>Das Programm machte einen Fehler; nichts wurde signiert oder geändert.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <source>The revision that was in view.</source>
            <translation>Die Revision, die angezeigt war.</translation>
        </message>
        <message>
            <location filename="app/record_signing" />
            <location filename="store/reviews" />
            <source>This image has no signed review.</source>
            <translation>Dieses Bild hat keine signierte Befundung.</translation>
        </message>
        <message>
            <location filename="app/review_desk" />
            <location filename="ui/panels/signature" />
            <source>Amend…</source>
            <translation>Nachtragen…</translation>
        </message>
        <message>
            <location filename="app/review_desk" />
            <source>Delete (%1)</source>
            <translation>Löschen (%1)</translation>
        </message>
        <message>
            <location filename="app/review_desk" />
            <source>Edit (%1)</source>
            <translation>Bearbeiten (%1)</translation>
        </message>
        <message>
            <location filename="app/review_desk" />
            <source>Move (%1)</source>
            <translation>Verschieben (%1)</translation>
        </message>
        <message>
            <location filename="app/review_desk" />
            <source>This review is signed. What was drawn before that was known is not kept.</source>
            <translation>Diese Befundung ist signiert. Was eingezeichnet wurde, bevor das bekannt war, wird nicht behalten.</translation>
        </message>
        <message>
            <location filename="app/review_sheet" />
            <source>Here, by the reader</source>
            <translation>Hier, vom Befunder eingezeichnet</translation>
        </message>
        <message>
            <location filename="app/review_sheet" />
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <location filename="app/review_sheet" />
            <source>key image</source>
            <translation>Schlüsselbild</translation>
        </message>
        <message>
            <location filename="app/review_sheet" />
            <source>place of %1</source>
            <translation>Ort von %1</translation>
        </message>
        <message>
            <location filename="app/sample" />
            <source>Chest phantom, no opacity</source>
            <translation>Thoraxphantom, ohne Verschattung</translation>
        </message>
        <message>
            <location filename="app/sample" />
            <source>Chest phantom, right lower zone opacity</source>
            <translation>Thoraxphantom, Verschattung im rechten Unterfeld</translation>
        </message>
        <message>
            <location filename="app/sample" />
            <source>The sample could not be written to %1 (%2).</source>
            <translation>Das Beispiel konnte nicht nach %1 geschrieben werden (%2).</translation>
        </message>
        <message>
            <location filename="app/sample" />
            <source>a folder that may be written to, with 25 MB to spare.</source>
            <translation>ein beschreibbarer Ordner mit 25 MB freiem Platz.</translation>
        </message>
        <message>
            <location filename="app/sample" />
            <source>choose another folder with --out.</source>
            <translation>wählen Sie mit --out einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="app/sample" />
            <source>write failed</source>
            <translation>Schreiben fehlgeschlagen</translation>
        </message>
        <message>
            <location filename="app/schedule" />
            <location filename="dicom/door" />
            <source>A file it can handle.</source>
            <translation>Eine Datei, die das Programm verarbeiten kann.</translation>
        </message>
        <message>
            <location filename="app/schedule" />
            <source>Analysing</source>
            <translation>Auswertung läuft</translation>
        </message>
        <message>
            <location filename="app/schedule" />
            <source>Analysis held:</source>
            <translation>Auswertung ausgesetzt:</translation>
        </message>
        <message>
            <location filename="app/schedule" />
            <source>Loading models</source>
            <translation>Modelle werden geladen</translation>
        </message>
        <message>
            <location filename="app/schedule" />
            <source>Reading files</source>
            <translation>Dateien werden gelesen</translation>
        </message>
        <message>
            <location filename="app/schedule" />
            <source>Refining the lungs</source>
            <translation>Lungenmaske wird verfeinert</translation>
        </message>
        <message>
            <location filename="app/schedule" />
            <source>Searching</source>
            <translation>Suche läuft</translation>
        </message>
        <message>
            <location filename="app/schedule" />
            <source>The program made an error on this file.</source>
            <translation>Das Programm machte bei dieser Datei einen Fehler.</translation>
        </message>
        <message>
            <location filename="app/services" />
            <source>An object it can handle.</source>
            <translation>Ein Objekt, das es verarbeiten kann.</translation>
        </message>
        <message>
            <location filename="app/services" />
            <location filename="dicom/door" />
            <source>Please report it.</source>
            <translation>Bitte melden Sie dies.</translation>
        </message>
        <message>
            <location filename="app/services" />
            <source>The program made an error on this object (%1).</source>
            <translation>Das Programm machte bei diesem Objekt einen Fehler (%1).</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>%1 %2 is in use already.</source>
            <translation>%1 %2 ist bereits in Gebrauch.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>%1 %2 is in use now: there is nothing to compare it with.</source>
            <translation>%1 %2 ist derzeit in Gebrauch: Es gibt nichts zum Vergleichen.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>%1 %2 is not the package that was started.</source>
            <translation>%1 %2 ist nicht das Paket, das gestartet wurde.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>A candidate for a finding or region that an active package assesses.</source>
            <translation>Ein Kandidat für einen Befund oder eine Region, die ein aktives Paket beurteilt.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>A candidate that is not active.</source>
            <translation>Ein Kandidat, der nicht aktiv ist.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>A version that is installed and not active.</source>
            <translation>Eine Version, die installiert und nicht aktiv ist.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>Activate it without a comparison.</source>
            <translation>Aktivieren Sie ihn ohne Vergleich.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>Compare it with another one: activate that one first.</source>
            <translation>Vergleichen Sie ihn mit einem anderen: Aktivieren Sie zuerst diesen.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>End it: spcxr-desktop shadow stop</source>
            <translation>Beenden Sie es: spcxr-desktop shadow stop</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>No candidate runs unseen.</source>
            <translation>Kein Kandidat läuft verdeckt mit.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>Nothing in use assesses what %1 %2 does: %3.</source>
            <translation>Nichts Aktives bewertet, was %1 %2 bewertet: %3.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>One that was started.</source>
            <translation>Einer, der gestartet wurde.</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>Start it again: spcxr-desktop shadow start ID VERSION</source>
            <translation>Starten Sie es erneut: spcxr-desktop shadow start ID VERSION</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>Start it: spcxr-desktop shadow start ID VERSION</source>
            <translation>Starten Sie es: spcxr-desktop shadow start ID VERSION</translation>
        </message>
        <message>
            <location filename="app/shadow" />
            <source>The same files as then.</source>
            <translation>Dieselben Dateien wie damals.</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>  NOT ENOUGH to decide: fewer than %1 judged films of each kind.</source>
            <translation>  ZU WENIG für eine Entscheidung: weniger als %1 beurteilte Aufnahmen je Art.</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>  flags gained %1, lost %2, as before %3 (McNemar, exact: p = %4)</source>
            <translation>  Markierungen neu %1, entfallen %2, wie zuvor %3 (McNemar, exakt: p = %4)</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>  judged in signed reviews: %1 there, %2 not there</source>
            <translation>  in signierten Befundungen beurteilt: %1 vorhanden, %2 nicht vorhanden</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>  score, candidate less active      %1</source>
            <translation>  Score, Kandidat minus aktives        %1</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>  sensitivity, candidate less active %1</source>
            <translation>  Sensitivität, Kandidat minus aktives %1</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>  specificity, candidate less active %1</source>
            <translation>  Spezifität, Kandidat minus aktives   %1</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>%1: %2 films of %3 patients</source>
            <translation>%1: %2 Aufnahmen von %3 Patienten</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>%1: %2 films; %3 analysed by one and not by the other.</source>
            <translation>%1: %2 Aufnahmen; %3 nur von einem der beiden ausgewertet.</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>%L1 to %L2</source>
            <translation>%L1 bis %L2</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>Intervals: 95 %, patients drawn with replacement. Readers who saw the active model's results judge in its favour, and a candidate knows the films it was trained on. Nothing changes by itself: spcxr-desktop models activate ID VERSION</source>
            <translation>Intervalle: 95 %, Patienten mit Zurücklegen gezogen. Befunder, die die Ergebnisse des aktiven Modells sahen, urteilen zu dessen Gunsten, und ein Kandidat kennt die Aufnahmen, mit denen er trainiert wurde. Nichts ändert sich von selbst: spcxr-desktop models activate ID VERSION</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>Lungs: mean Dice between both masks %1 on %2 films</source>
            <translation>Lungen: mittlerer Dice zwischen beiden Masken %1 bei %2 Aufnahmen</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>cannot be told</source>
            <translation>nicht bestimmbar</translation>
        </message>
        <message>
            <location filename="app/shadow_report" />
            <source>no interval</source>
            <translation>kein Intervall</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <location filename="domain/review" />
            <location filename="store/review_rows" />
            <location filename="store/reviews" />
            <source>A draft.</source>
            <translation>Ein Entwurf.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>A moment.</source>
            <translation>Ein Moment Geduld.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>An amendment.</source>
            <translation>Ein Nachtrag.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>Begin one.</source>
            <translation>Beginnen Sie einen.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>Close it and sign again.</source>
            <translation>Schließen Sie ihn und signieren Sie erneut.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <location filename="store/open_review" />
            <source>Give a reason.</source>
            <translation>Geben Sie einen Grund an.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>Give it.</source>
            <translation>Geben Sie sie ein.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>Its PIN.</source>
            <translation>Ihre PIN.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>No amendment is open.</source>
            <translation>Kein Nachtrag ist offen.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>No signed review is in view.</source>
            <translation>Keine signierte Befundung wird angezeigt.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>Open a radiograph.</source>
            <translation>Öffnen Sie eine Röntgenaufnahme.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>Show that one first.</source>
            <translation>Zeigen Sie zuerst diese an.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>The last signed revision.</source>
            <translation>Die zuletzt signierte Fassung.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>There is no open review to sign.</source>
            <translation>Es gibt keine offene Befundung zum Signieren.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>There is no reason.</source>
            <translation>Es fehlt ein Grund.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>This identity has a PIN.</source>
            <translation>Diese Identität hat eine PIN.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>This review is being signed.</source>
            <translation>Diese Befundung wird gerade signiert.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>Wait until that is done.</source>
            <translation>Warten Sie, bis das fertig ist.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>What is in view has changed.</source>
            <translation>Das Angezeigte hat sich geändert.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>What this dialog lists.</source>
            <translation>Was dieser Dialog aufführt.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <location filename="store/open_review" />
            <source>Why the signed review changes.</source>
            <translation>Warum sich die signierte Befundung ändert.</translation>
        </message>
        <message>
            <location filename="app/signing" />
            <source>system account</source>
            <translation>system account</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <source>An export.</source>
            <translation>Ein Export.</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <source>Analyse this radiograph again.</source>
            <translation>Werten Sie diese Röntgenaufnahme erneut aus.</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <source>Another window has signed this meanwhile.</source>
            <translation>Ein anderes Fenster hat dies inzwischen signiert.</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <source>Find the original file.</source>
            <translation>Suchen Sie die Originaldatei.</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <source>Open the radiograph again.</source>
            <translation>Öffnen Sie die Röntgenaufnahme erneut.</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <location filename="store/results" />
            <source>Results as they were stored.</source>
            <translation>Ergebnisse, wie sie gespeichert wurden.</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <source>The file as it was read.</source>
            <translation>Die Datei, wie sie gelesen wurde.</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <source>The pixels of this file are not those that were signed.</source>
            <translation>Die Pixel dieser Datei sind nicht die signierten.</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <source>The results are not in the record.</source>
            <translation>Die Ergebnisse sind nicht in der Datenbank.</translation>
        </message>
        <message>
            <location filename="app/signing_export" />
            <source>What this dialog names.</source>
            <translation>Was dieser Dialog nennt.</translation>
        </message>
        <message>
            <location filename="app/workbench" />
            <location filename="store/faults" />
            <source>A folder you may write to.</source>
            <translation>Ein Ordner, in den Sie schreiben dürfen.</translation>
        </message>
        <message>
            <location filename="app/workbench" />
            <source>Choose another folder.</source>
            <translation>Wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="app/workbench" />
            <source>The file cannot be written (%1).</source>
            <translation>Die Datei kann nicht geschrieben werden (%1).</translation>
        </message>
        <message>
            <location filename="app/worklist" />
            <source>A study of the worklist.</source>
            <translation>Eine Studie der Arbeitsliste.</translation>
        </message>
        <message>
            <location filename="app/worklist" />
            <source>Open its files again.</source>
            <translation>Öffnen Sie ihre Dateien erneut.</translation>
        </message>
        <message>
            <location filename="app/worklist" />
            <source>This study is no longer in the record.</source>
            <translation>Diese Studie ist nicht mehr in der Datenbank.</translation>
        </message>
        <message>
            <location filename="arguments" />
            <source>Chest radiographs: view them, screen them, outline the lungs. Research use only.</source>
            <translation>Thoraxaufnahmen: ansehen, vorprüfen, Lungen umreißen. Nur für Forschungszwecke.</translation>
        </message>
        <message>
            <location filename="arguments" />
            <source>Without a verb, the window opens with the given paths.</source>
            <translation>Ohne Befehl öffnet sich das Fenster mit den angegebenen Pfaden.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>A ZIP archive of radiographs, without password, of at most %L1 files.</source>
            <translation>Ein ZIP-Archiv mit Röntgenaufnahmen, ohne Kennwort, mit höchstens %L1 Dateien.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>A radiograph.</source>
            <translation>Eine Röntgenaufnahme.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <location filename="dicom/dataset" />
            <source>At most 1024 MiB.</source>
            <translation>Höchstens 1024 MiB.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>Copy or make it again.</source>
            <translation>Kopieren oder erstellen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>Deflate, or no compression.</source>
            <translation>Deflate oder unkomprimiert.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>Open it only if you know where it comes from: unpack it first.</source>
            <translation>Öffnen Sie es nur, wenn Sie die Herkunft kennen: Entpacken Sie es zuerst.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>The directory of this ZIP archive is too large.</source>
            <translation>Das Verzeichnis dieses ZIP-Archivs ist zu groß.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>This ZIP archive holds more than %L1 files.</source>
            <translation>Dieses ZIP-Archiv enthält mehr als %L1 Dateien.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>This ZIP archive is damaged.</source>
            <translation>Dieses ZIP-Archiv ist beschädigt.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>This ZIP archive would inflate to far more than it can honestly hold.</source>
            <translation>Dieses ZIP-Archiv würde entpackt weit größer, als es ehrlicherweise sein kann.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <location filename="dicom/dataset" />
            <source>This file has %L1 MiB.</source>
            <translation>Diese Datei hat %L1 MiB.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>This file is encrypted in its ZIP archive.</source>
            <translation>Diese Datei ist in ihrem ZIP-Archiv verschlüsselt.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>This file is packed by the method %1.</source>
            <translation>Diese Datei ist mit dem Verfahren %1 gepackt.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>This file would inflate to %L1 MiB, over %2 times its packed size.</source>
            <translation>Diese Datei würde entpackt %L1 MiB groß, über %2-mal so groß wie gepackt.</translation>
        </message>
        <message>
            <location filename="dicom/archive" />
            <source>Unpack it with another program and open the folder.</source>
            <translation>Entpacken Sie es mit einem anderen Programm und öffnen Sie den Ordner.</translation>
        </message>
        <message>
            <location filename="dicom/charset" />
            <source>Western European (ISO 8859-1)</source>
            <translation>Westeuropäisch (ISO 8859-1)</translation>
        </message>
        <message>
            <location filename="dicom/charset" />
            <source>Western European (Windows-1252)</source>
            <translation>Westeuropäisch (Windows-1252)</translation>
        </message>
        <message>
            <location filename="dicom/charset" />
            <source>character set assumed: %1</source>
            <translation>Zeichensatz angenommen: %1</translation>
        </message>
        <message>
            <location filename="dicom/colour" />
            <location filename="dicom/read" />
            <source>colour, not analysed</source>
            <translation>Farbbild, nicht ausgewertet</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>A DICOM radiograph (CR, DX, RG or Secondary Capture), PNG or JPEG.</source>
            <translation>Eine DICOM-Röntgenaufnahme (CR, DX, RG oder Secondary Capture), PNG oder JPEG.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>A readable file.</source>
            <translation>Eine lesbare Datei.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>Check that it exists and its rights.</source>
            <translation>Prüfen Sie, ob sie vorhanden und lesbar ist.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>Export it again.</source>
            <translation>Exportieren Sie sie erneut.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>Export the image without deflate compression.</source>
            <translation>Exportieren Sie das Bild ohne Deflate-Kompression.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>Open a single image instead.</source>
            <translation>Öffnen Sie stattdessen ein einzelnes Bild.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <location filename="dicom/dicomdir" />
            <source>Open the folder that it lies in.</source>
            <translation>Öffnen Sie den Ordner, in dem sie liegt.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>The compressed header and pixels inflate to more than %L1 MiB.</source>
            <translation>Header und Pixel ergeben entpackt mehr als %L1 MiB.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>The file cannot be read (%1).</source>
            <translation>Die Datei kann nicht gelesen werden (%1).</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>This DICOM file has no data elements.</source>
            <translation>Diese DICOM-Datei enthält keine Datenelemente.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>This DICOM file is damaged and cannot be parsed.</source>
            <translation>Diese DICOM-Datei ist beschädigt und nicht lesbar.</translation>
        </message>
        <message>
            <location filename="dicom/dataset" />
            <source>This is a DICOMDIR, an index of other files.</source>
            <translation>Dies ist ein DICOMDIR, ein Verzeichnis anderer Dateien.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>A DICOM image, segmentation, structured report or presentation state.</source>
            <translation>Ein DICOM-Bild, eine Segmentierung, ein Structured Report oder ein Presentation State.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>A picture without text.</source>
            <translation>Ein Bild ohne Text.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>Export it again from its source.</source>
            <translation>Exportieren Sie es erneut aus seiner Quelle.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>Leave it out.</source>
            <translation>Lassen Sie es aus.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>Look at it, and add --accept-burned-in where the text names nobody.</source>
            <translation>Sehen Sie es an und ergänzen Sie --accept-burned-in, wenn der Text niemanden nennt.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>Name DICOM files.</source>
            <translation>Nennen Sie DICOM-Dateien.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>Objects of this kind cannot be cleaned: what they hold may name the patient anywhere.</source>
            <translation>Objekte dieser Art können nicht bereinigt werden: Ihr Inhalt kann den Patienten überall nennen.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>The file says that text is burned into its picture. That text would stay in it.</source>
            <translation>Laut Datei ist Text in ihr Bild eingebrannt. Dieser Text bliebe darin.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>This file is damaged in a way that it cannot be written without its patient.</source>
            <translation>Diese Datei ist so beschädigt, dass sie nicht ohne ihren Patienten geschrieben werden kann.</translation>
        </message>
        <message>
            <location filename="dicom/deidentify" />
            <source>This picture is not DICOM: nothing says whose it is.</source>
            <translation>Dieses Bild ist kein DICOM: Nichts sagt, von wem es ist.</translation>
        </message>
        <message>
            <location filename="dicom/derived/common" />
            <source>A segmentation, structured report or presentation state as the standard describes it.</source>
            <translation>Eine Segmentierung, ein Structured Report oder ein Presentation State gemäß dem Standard.</translation>
        </message>
        <message>
            <location filename="dicom/derived/common" />
            <source>Ask for it to be exported again.</source>
            <translation>Bitten Sie um einen erneuten Export.</translation>
        </message>
        <message>
            <location filename="dicom/derived/gsps" />
            <source>%L1 of its graphics cannot be drawn: without points, or in units of no known area.</source>
            <translation>%L1 der Grafiken können nicht gezeichnet werden: ohne Punkte oder in Einheiten ohne bekannte Fläche.</translation>
        </message>
        <message>
            <location filename="dicom/derived/gsps" />
            <source>It asks for a shutter, which is not shown.</source>
            <translation>Es verlangt eine Blende, die nicht gezeigt wird.</translation>
        </message>
        <message>
            <location filename="dicom/derived/gsps" />
            <source>It turns the picture by an angle that is no quarter of a circle, which is not done.</source>
            <translation>Es dreht das Bild um einen Winkel, der kein Viertelkreis ist; das wird nicht ausgeführt.</translation>
        </message>
        <message>
            <location filename="dicom/derived/gsps" />
            <source>Its window makes no sense.</source>
            <translation>Seine Fensterung ist unsinnig.</translation>
        </message>
        <message>
            <location filename="dicom/derived/read" />
            <source>This is no segmentation, structured report or grey-scale presentation state.</source>
            <translation>Dies ist weder Segmentierung noch Structured Report noch Graustufen-Presentation-State.</translation>
        </message>
        <message>
            <location filename="dicom/derived/read" />
            <source>This object has no UID.</source>
            <translation>Dieses Objekt hat keine UID.</translation>
        </message>
        <message>
            <location filename="dicom/derived/read" />
            <source>This object is damaged and cannot be read to its end.</source>
            <translation>Dieses Objekt ist beschädigt und kann nicht bis zum Ende gelesen werden.</translation>
        </message>
        <message>
            <location filename="dicom/derived/seg" />
            <source>%L1 of its planes do not say which image they outline.</source>
            <translation>%L1 der Ebenen sagen nicht, welches Bild sie umreißen.</translation>
        </message>
        <message>
            <location filename="dicom/derived/seg" />
            <source>It is placed in the patient's space, not on the pixels of a radiograph: it is listed, not drawn.</source>
            <translation>Sie liegt im Raum des Patienten, nicht auf den Pixeln einer Aufnahme: Sie wird aufgeführt, nicht gezeichnet.</translation>
        </message>
        <message>
            <location filename="dicom/derived/seg" />
            <source>This segmentation claims %L1 frames of %L2 x %L3 pixels.</source>
            <translation>Diese Segmentierung gibt %L1 Frames mit %L2 x %L3 Pixeln an.</translation>
        </message>
        <message>
            <location filename="dicom/derived/seg" />
            <source>This segmentation gives no image size.</source>
            <translation>Diese Segmentierung gibt keine Bildgröße an.</translation>
        </message>
        <message>
            <location filename="dicom/derived/seg" />
            <source>This segmentation holds more than %L1 planes.</source>
            <translation>Diese Segmentierung enthält mehr als %L1 Ebenen.</translation>
        </message>
        <message>
            <location filename="dicom/derived/seg" />
            <source>This segmentation holds no pixels.</source>
            <translation>Diese Segmentierung enthält keine Pixel.</translation>
        </message>
        <message>
            <location filename="dicom/derived/sr" />
            <source>%L1 of its graphics cannot be drawn: in space, without points, or on no image.</source>
            <translation>%L1 der Grafiken können nicht gezeichnet werden: im Raum, ohne Punkte oder auf keinem Bild.</translation>
        </message>
        <message>
            <location filename="dicom/derived/sr" />
            <source>Only its first %L1 items are shown.</source>
            <translation>Nur die ersten %L1 Einträge werden gezeigt.</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>%L1 of %L2 files that this DICOMDIR names are missing</source>
            <translation>%L1 von %L2 Dateien, die dieses DICOMDIR nennt, fehlen</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>%L1 of its names lead out of its folder and were not followed</source>
            <translation>%L1 seiner Namen führen aus dem Ordner hinaus und wurden nicht verfolgt</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>At most %L1.</source>
            <translation>Höchstens %L1.</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>At most 64 MiB.</source>
            <translation>Höchstens 64 MiB.</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>Copy the whole medium, then open its folder.</source>
            <translation>Kopieren Sie den ganzen Datenträger und öffnen Sie dann seinen Ordner.</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>The files of the medium beside it.</source>
            <translation>Die Dateien des Datenträgers daneben.</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>This DICOMDIR has %L1 records.</source>
            <translation>Dieses DICOMDIR hat %L1 Einträge.</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>This DICOMDIR is too large.</source>
            <translation>Dieses DICOMDIR ist zu groß.</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>This DICOMDIR names %L1 files, and none of them is there.</source>
            <translation>Dieses DICOMDIR nennt %L1 Dateien, von denen keine vorhanden ist.</translation>
        </message>
        <message>
            <location filename="dicom/dicomdir" />
            <source>This DICOMDIR names no files.</source>
            <translation>Dieses DICOMDIR nennt keine Dateien.</translation>
        </message>
        <message>
            <location filename="dicom/door" />
            <source>A radiograph that is neither damaged nor hostile.</source>
            <translation>Eine Röntgenaufnahme, die weder beschädigt noch schädlich ist.</translation>
        </message>
        <message>
            <location filename="dicom/door" />
            <source>Export it again, uncompressed if possible. Nothing else is affected.</source>
            <translation>Exportieren Sie sie erneut, möglichst unkomprimiert. Alles andere ist unberührt.</translation>
        </message>
        <message>
            <location filename="dicom/door" />
            <source>Reading this file took more than %L1 MiB of memory and was stopped.</source>
            <translation>Das Lesen dieser Datei brauchte mehr als %L1 MiB Speicher und wurde abgebrochen.</translation>
        </message>
        <message>
            <location filename="dicom/door" />
            <source>Reading this file took more than %L1 s and was stopped.</source>
            <translation>Das Lesen dieser Datei dauerte länger als %L1 s und wurde abgebrochen.</translation>
        </message>
        <message>
            <location filename="dicom/door" />
            <source>The decoder broke down on this file.</source>
            <translation>Der Dekoder ist an dieser Datei gescheitert.</translation>
        </message>
        <message>
            <location filename="dicom/door" />
            <source>The program made an error on this file (%1).</source>
            <translation>Das Programm machte bei dieser Datei einen Fehler (%1).</translation>
        </message>
        <message>
            <location filename="dicom/export/gsps" />
            <location filename="dicom/export/lut" />
            <source>Leave GSPS out.</source>
            <translation>Lassen Sie GSPS weg.</translation>
        </message>
        <message>
            <location filename="dicom/export/gsps" />
            <source>One grey image.</source>
            <translation>Ein einzelnes Graustufenbild.</translation>
        </message>
        <message>
            <location filename="dicom/export/gsps" />
            <source>The image is one frame of several, or in colour.</source>
            <translation>Das Bild ist ein Einzelbild von mehreren oder farbig.</translation>
        </message>
        <message>
            <location filename="dicom/export/lut" />
            <source>A Modality LUT that begins at 0 or above.</source>
            <translation>Eine Modality LUT, die bei 0 oder darüber beginnt.</translation>
        </message>
        <message>
            <location filename="dicom/export/lut" />
            <source>The greys of this image go through a table of negative values.</source>
            <translation>Die Grauwerte dieses Bildes laufen durch eine Tabelle mit negativen Werten.</translation>
        </message>
        <message>
            <location filename="dicom/export/seg" />
            <source>An image of one frame, as it was analysed.</source>
            <translation>Ein Bild mit einem Einzelbild, wie es ausgewertet wurde.</translation>
        </message>
        <message>
            <location filename="dicom/export/seg" />
            <source>An image with outlined regions.</source>
            <translation>Ein Bild mit umrissenen Bereichen.</translation>
        </message>
        <message>
            <location filename="dicom/export/seg" />
            <source>Leave SEG out.</source>
            <translation>Lassen Sie SEG weg.</translation>
        </message>
        <message>
            <location filename="dicom/export/seg" />
            <source>The mask is of one frame of several, or of another size than the image.</source>
            <translation>Die Maske gehört zu einem Einzelbild von mehreren oder hat eine andere Größe als das Bild.</translation>
        </message>
        <message>
            <location filename="dicom/export/seg" />
            <source>There is no mask to export.</source>
            <translation>Es gibt keine Maske zu exportieren.</translation>
        </message>
        <message>
            <location filename="dicom/export/source" />
            <source>A DICOM image with the UIDs of its study, its series and its own.</source>
            <translation>Ein DICOM-Bild mit den UIDs seiner Studie, seiner Serie und seiner eigenen.</translation>
        </message>
        <message>
            <location filename="dicom/export/source" />
            <source>An image of a SOP class that is in use.</source>
            <translation>Ein Bild einer gebräuchlichen SOP-Klasse.</translation>
        </message>
        <message>
            <location filename="dicom/export/source" />
            <source>Export the film again as CR, DX or Secondary Capture.</source>
            <translation>Exportieren Sie die Aufnahme erneut als CR, DX oder Secondary Capture.</translation>
        </message>
        <message>
            <location filename="dicom/export/source" />
            <source>Export the film again from the archive it came from.</source>
            <translation>Exportieren Sie die Aufnahme erneut aus dem Archiv, aus dem sie stammt.</translation>
        </message>
        <message>
            <location filename="dicom/export/source" />
            <source>Rows, Columns</source>
            <translation>Zeilen, Spalten</translation>
        </message>
        <message>
            <location filename="dicom/export/source" />
            <source>The header does not say which image this is (%1).</source>
            <translation>Der Header sagt nicht, welches Bild dies ist (%1).</translation>
        </message>
        <message>
            <location filename="dicom/export/source" />
            <source>This DICOM object is not of a kind of image that the standard knows.</source>
            <translation>Dieses DICOM-Objekt ist von keiner Bildart, die der Standard kennt.</translation>
        </message>
        <message>
            <location filename="dicom/geometry" />
            <source>detector plane</source>
            <translation>Detektorebene</translation>
        </message>
        <message>
            <location filename="dicom/geometry" />
            <source>magnification corrected</source>
            <translation>vergrößerungskorrigiert</translation>
        </message>
        <message>
            <location filename="dicom/geometry" />
            <source>patient plane</source>
            <translation>Patientenebene</translation>
        </message>
        <message>
            <location filename="dicom/geometry" />
            <source>unknown plane</source>
            <translation>Ebene unbekannt</translation>
        </message>
        <message>
            <location filename="dicom/grey_rule" />
            <source>a look-up table of the header is incomplete: ignored</source>
            <translation>eine Look-up-Tabelle des Headers ist unvollständig: nicht angewandt</translation>
        </message>
        <message>
            <location filename="dicom/grey_rule" />
            <source>a window of the header is senseless: ignored</source>
            <translation>eine Fensterung des Headers ist unsinnig: nicht angewandt</translation>
        </message>
        <message>
            <location filename="dicom/grey_rule" />
            <source>polarity doubtful: %1 with Presentation LUT Shape %2</source>
            <translation>Polarität zweifelhaft: %1 mit Presentation LUT Shape %2</translation>
        </message>
        <message>
            <location filename="dicom/grey_rule" />
            <source>rescale slope or intercept senseless: ignored</source>
            <translation>Rescale Slope oder Intercept unsinnig: nicht angewandt</translation>
        </message>
        <message>
            <location filename="dicom/overlays" />
            <source>an overlay is incomplete: ignored</source>
            <translation>ein Overlay ist unvollständig: nicht gezeigt</translation>
        </message>
        <message>
            <location filename="dicom/overlays" />
            <source>overlays are larger than this program takes: some are left out</source>
            <translation>die Overlays sind größer, als dieses Programm annimmt: einige fehlen</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>1, 8, 16 or 32 bits.</source>
            <translation>1, 8, 16 oder 32 Bit.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>A picture of at most 100 megapixels and 16 bits.</source>
            <translation>Ein Bild mit höchstens 100 Megapixeln und 16 Bit.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>Check where this file came from.</source>
            <translation>Prüfen Sie, woher diese Datei stammt.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>Choose an image of the study.</source>
            <translation>Wählen Sie ein Bild der Studie.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>Double Float</source>
            <translation>Double Float</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <location filename="dicom/pixels" />
            <source>Export it again as RGB.</source>
            <translation>Exportieren Sie es erneut als RGB.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <location filename="dicom/syntaxes" />
            <source>Export the image again, uncompressed if possible.</source>
            <translation>Exportieren Sie das Bild erneut, möglichst unkomprimiert.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <location filename="dicom/syntaxes" />
            <source>Export the image again.</source>
            <translation>Exportieren Sie das Bild erneut.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>Grey, RGB, YBR or a palette.</source>
            <translation>Grau, RGB, YBR oder eine Palette.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>Open the image this one was derived from.</source>
            <translation>Öffnen Sie das Bild, aus dem dieses abgeleitet wurde.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>PALETTE COLOR</source>
            <translation>PALETTE COLOR</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>The header claims %1 x %2 pixels.</source>
            <translation>Der Header gibt %1 x %2 Pixel an.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>The header contradicts itself: %1 with %2 sample(s) per pixel.</source>
            <translation>Der Header widerspricht sich: %1 mit %2 Wert(en) je Pixel.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>The header does not say whether high values are bright or dark.</source>
            <translation>Der Header sagt nicht, ob hohe Werte hell oder dunkel sind.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>The header gives %1 bits to each pixel.</source>
            <translation>Der Header gibt %1 Bit je Pixel an.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>The header gives no image size.</source>
            <translation>Der Header nennt keine Bildgröße.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>This DICOM object holds fractional numbers (%1 Pixel Data), a map of measurements.</source>
            <translation>Dieses DICOM-Objekt enthält Bruchzahlen (%1 Pixel Data), eine Karte von Messwerten.</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>This DICOM object holds no picture (%1).</source>
            <translation>Dieses DICOM-Objekt enthält kein Bild (%1).</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>This is a colour picture in an unusual colour space (%1, %2 per pixel).</source>
            <translation>Dies ist ein Farbbild in einem ungewöhnlichen Farbraum (%1, %2 je Pixel).</translation>
        </message>
        <message>
            <location filename="dicom/pixel_header" />
            <source>unknown modality</source>
            <translation>Modalität unbekannt</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <source>%1 are damaged or incomplete.</source>
            <translation>%1 sind beschädigt oder unvollständig.</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <location filename="dicom/read" />
            <source>1 to %1.</source>
            <translation>1 bis %1.</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <source>8 or 16 bits, unsigned.</source>
            <translation>8 oder 16 Bit, ohne Vorzeichen.</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <location filename="dicom/read" />
            <source>Choose one of these.</source>
            <translation>Wählen Sie eines davon.</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <source>The colours of this picture are stored as %1.</source>
            <translation>Die Farben dieses Bildes sind als %1 gespeichert.</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <source>The pixel data</source>
            <translation>Die Pixeldaten</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <source>The pixel data (%1)</source>
            <translation>Die Pixeldaten (%1)</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <source>The pixels have more than 16 bits: values from %1 to %2.</source>
            <translation>Die Pixel haben mehr als 16 Bit: Werte von %1 bis %2.</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <location filename="dicom/read" />
            <source>There is no frame %L1 in this file.</source>
            <translation>Ein Einzelbild %L1 gibt es in dieser Datei nicht.</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <source>This is a colour picture whose palette is missing or damaged.</source>
            <translation>Dies ist ein Farbbild, dessen Palette fehlt oder beschädigt ist.</translation>
        </message>
        <message>
            <location filename="dicom/pixels" />
            <source>Values that span at most 65536 levels.</source>
            <translation>Werte, die höchstens 65536 Stufen umfassen.</translation>
        </message>
        <message>
            <location filename="dicom/plain" />
            <source>A PNG (8 or 16 bits) or JPEG of at most 100 megapixels.</source>
            <translation>Ein PNG (8 oder 16 Bit) oder JPEG mit höchstens 100 Megapixeln.</translation>
        </message>
        <message>
            <location filename="dicom/plain" />
            <source>Copy or export it again.</source>
            <translation>Kopieren oder exportieren Sie es erneut.</translation>
        </message>
        <message>
            <location filename="dicom/plain" />
            <source>Reduce its size.</source>
            <translation>Verkleinern Sie es.</translation>
        </message>
        <message>
            <location filename="dicom/plain" />
            <source>The picture has %1 x %2 pixels.</source>
            <translation>Das Bild hat %1 x %2 Pixel.</translation>
        </message>
        <message>
            <location filename="dicom/plain" />
            <source>This picture is damaged or incomplete.</source>
            <translation>Dieses Bild ist beschädigt oder unvollständig.</translation>
        </message>
        <message>
            <location filename="dicom/plain" />
            <source>not DICOM, research only</source>
            <translation>kein DICOM, nur für die Forschung</translation>
        </message>
        <message>
            <location filename="dicom/pool" />
            <source>A reader process that starts.</source>
            <translation>Ein Leseprozess, der startet.</translation>
        </message>
        <message>
            <location filename="dicom/pool" />
            <source>Close other programs and try again. If that does not help, install the program again.</source>
            <translation>Schließen Sie andere Programme und versuchen Sie es erneut. Hilft das nicht, installieren Sie das Programm neu.</translation>
        </message>
        <message>
            <location filename="dicom/pool" />
            <source>The part of the program that reads files does not start.</source>
            <translation>Der Programmteil, der Dateien liest, startet nicht.</translation>
        </message>
        <message>
            <location filename="dicom/read" />
            <source>frame %L1 of %2</source>
            <translation>Einzelbild %L1 von %2</translation>
        </message>
        <message>
            <location filename="dicom/read" />
            <source>lossy compression</source>
            <translation>verlustbehaftete Kompression</translation>
        </message>
        <message>
            <location filename="dicom/read" />
            <source>lossy compression %1:1</source>
            <translation>verlustbehaftete Kompression %1:1</translation>
        </message>
        <message>
            <location filename="dicom/read" />
            <source>pixels are not square</source>
            <translation>Pixel sind nicht quadratisch</translation>
        </message>
        <message>
            <location filename="dicom/read" />
            <source>raw data, for processing</source>
            <translation>Rohdaten, zur Weiterverarbeitung</translation>
        </message>
        <message>
            <location filename="dicom/read_source" />
            <source>A DICOM image.</source>
            <translation>Ein DICOM-Bild.</translation>
        </message>
        <message>
            <location filename="dicom/read_source" />
            <source>Export from the original DICOM file; pictures and tables work for this one.</source>
            <translation>Exportieren Sie aus der ursprünglichen DICOM-Datei; für diese gehen Bilder und Tabellen.</translation>
        </message>
        <message>
            <location filename="dicom/read_source" />
            <source>This picture is not DICOM: it has no patient, no study and no UID that a DICOM object could refer to.</source>
            <translation>Dieses Bild ist kein DICOM: Es hat keinen Patienten, keine Studie und keine UID, auf die sich ein DICOM-Objekt beziehen könnte.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>%1 does not exist.</source>
            <translation>%1 ist nicht vorhanden.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>%L1 files in this archive are encrypted or packed in an unknown way</source>
            <translation>%L1 Dateien in diesem Archiv sind verschlüsselt oder auf unbekannte Weise gepackt</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>%L1 names in this archive lead out of it and were not followed</source>
            <translation>%L1 Namen in diesem Archiv führen aus ihm hinaus und wurden nicht verfolgt</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>A DICOM radiograph (CR, DX, RG or Secondary Capture), PNG or JPEG, or a ZIP archive of them.</source>
            <translation>Eine DICOM-Röntgenaufnahme (CR, DX, RG oder Secondary Capture), PNG oder JPEG, oder ein ZIP-Archiv davon.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>A file or a folder.</source>
            <translation>Eine Datei oder ein Ordner.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>Check the path.</source>
            <translation>Prüfen Sie den Pfad.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>Choose another archive.</source>
            <translation>Wählen Sie ein anderes Archiv.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>Choose another file, or unpack it first.</source>
            <translation>Wählen Sie eine andere Datei, oder entpacken Sie sie zuerst.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>Do not unpack it unless you know where it comes from.</source>
            <translation>Entpacken Sie es nur, wenn Sie die Herkunft kennen.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>None of the %L1 files in this ZIP archive is a picture.</source>
            <translation>Keine der %L1 Dateien in diesem ZIP-Archiv ist ein Bild.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>This ZIP archive holds %L1 files, all under names that lead out of it.</source>
            <translation>Dieses ZIP-Archiv enthält %L1 Dateien, alle unter Namen, die aus ihm hinausführen.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>This file is compressed with gzip.</source>
            <translation>Diese Datei ist mit gzip komprimiert.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>This is a ZIP archive inside another; these are not opened.</source>
            <translation>Dies ist ein ZIP-Archiv in einem anderen; solche werden nicht geöffnet.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>This is neither a DICOM file nor a PNG or JPEG picture.</source>
            <translation>Dies ist weder eine DICOM-Datei noch ein PNG- oder JPEG-Bild.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>Unpack it, then open what comes out.</source>
            <translation>Entpacken Sie sie und öffnen Sie, was herauskommt.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>Unpack the outer one first.</source>
            <translation>Entpacken Sie zuerst das äußere.</translation>
        </message>
        <message>
            <location filename="dicom/scan" />
            <source>an archive inside an archive is not opened</source>
            <translation>ein Archiv in einem Archiv wird nicht geöffnet</translation>
        </message>
        <message>
            <location filename="dicom/shutters" />
            <source>a shutter of the header covers the whole picture: ignored</source>
            <translation>eine Blende des Headers verdeckt das ganze Bild: nicht angewandt</translation>
        </message>
        <message>
            <location filename="dicom/shutters" />
            <source>a shutter of the header makes no sense: ignored</source>
            <translation>eine Blende des Headers ist unsinnig: nicht angewandt</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>A still picture, uncompressed or in JPEG, JPEG-LS, JPEG 2000, JPEG XL or RLE.</source>
            <translation>Ein Standbild, unkomprimiert oder als JPEG, JPEG-LS, JPEG 2000, JPEG XL oder RLE.</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>Ask the sender for it as JPEG Lossless or uncompressed.</source>
            <translation>Bitten Sie den Absender um JPEG Lossless oder unkomprimierte Bilder.</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>Deflated Image Frame Compression</source>
            <translation>Deflated Image Frame Compression</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>Export the frame of interest as a single picture.</source>
            <translation>Exportieren Sie das gewünschte Einzelbild als Bild.</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>Fetch the image itself from the archive instead of the reference to it.</source>
            <translation>Holen Sie das Bild selbst aus dem Archiv statt des Verweises darauf.</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>JPEG XL</source>
            <translation>JPEG XL</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>JPEG XL JPEG Recompression</source>
            <translation>JPEG XL JPEG Recompression</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>JPEG XL Lossless</source>
            <translation>JPEG XL Lossless</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>Pixels inside the file.</source>
            <translation>Pixel in der Datei.</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>The header names no valid transfer syntax.</source>
            <translation>Der Header nennt keine gültige Transfersyntax.</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>The pixels are compressed as %1, which DICOM retired.</source>
            <translation>Die Pixel sind als %1 komprimiert, was DICOM zurückgezogen hat.</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>The pixels are in the %1 transfer syntax %2.</source>
            <translation>Die Pixel haben die %1 Transfersyntax %2.</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>The pixels are not in this file but on a server (%1).</source>
            <translation>Die Pixel sind nicht in dieser Datei, sondern auf einem Server (%1).</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>This is a video (%1).</source>
            <translation>Dies ist ein Video (%1).</translation>
        </message>
        <message>
            <location filename="dicom/syntaxes" />
            <source>Transfer Syntax</source>
            <translation>Transfersyntax</translation>
        </message>
        <message>
            <location filename="domain/annotations" />
            <source>cardiothoracic ratio</source>
            <translation>Herz-Thorax-Quotient</translation>
        </message>
        <message>
            <location filename="domain/auto_window" />
            <source>a window of the header shows nothing of the picture: ignored</source>
            <translation>eine Fensterung des Headers zeigt nichts vom Bild: nicht angewandt</translation>
        </message>
        <message>
            <location filename="domain/auto_window" />
            <source>pixel padding covers the whole picture: ignored</source>
            <translation>Pixel Padding verdeckt das ganze Bild: nicht angewandt</translation>
        </message>
        <message>
            <location filename="domain/auto_window" />
            <source>window: auto (none in the header)</source>
            <translation>Fensterung: automatisch (keine im Header)</translation>
        </message>
        <message>
            <location filename="domain/auto_window" />
            <source>window: auto (the header's shows nothing)</source>
            <translation>Fensterung: automatisch (die des Headers zeigt nichts)</translation>
        </message>
        <message>
            <location filename="domain/duplicates" />
            <source>%1 files claim to be the same image but show different pictures. Ask where they come from before relying on either.</source>
            <translation>%1 Dateien geben sich als dasselbe Bild aus, zeigen aber verschiedene. Klären Sie ihre Herkunft, bevor Sie sich auf eine verlassen.</translation>
        </message>
        <message>
            <location filename="domain/duplicates" />
            <source>%1 files hold the same picture under different headers.</source>
            <translation>%1 Dateien enthalten dasselbe Bild mit verschiedenen Headern.</translation>
        </message>
        <message>
            <location filename="domain/duplicates" />
            <source>%1 identical copies of one file; one is shown.</source>
            <translation>%1 gleiche Kopien einer Datei; eine wird gezeigt.</translation>
        </message>
        <message>
            <location filename="domain/duplicates" />
            <source>header differs</source>
            <translation>Header verschieden</translation>
        </message>
        <message>
            <location filename="domain/duplicates" />
            <source>picture differs</source>
            <translation>Bild verschieden</translation>
        </message>
        <message>
            <location filename="domain/editing/labels" />
            <source>A label without a name.</source>
            <translation>Ein Label ohne Namen.</translation>
        </message>
        <message>
            <location filename="domain/editing/labels" />
            <source>A name.</source>
            <translation>Ein Name.</translation>
        </message>
        <message>
            <location filename="domain/editing/labels" />
            <source>Add label</source>
            <translation>Label hinzufügen</translation>
        </message>
        <message>
            <location filename="domain/editing/labels" />
            <source>Delete a label first.</source>
            <translation>Löschen Sie zuerst ein Label.</translation>
        </message>
        <message>
            <location filename="domain/editing/labels" />
            <source>Give it one.</source>
            <translation>Geben Sie ihm einen.</translation>
        </message>
        <message>
            <location filename="domain/editing/labels" />
            <source>Room for one more.</source>
            <translation>Platz für ein weiteres.</translation>
        </message>
        <message>
            <location filename="domain/editing/labels" />
            <source>This mask has %1 labels.</source>
            <translation>Diese Maske hat %1 Labels.</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Abnormal calcifications</source>
            <translation>Pathologische Verkalkungen</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Aorta</source>
            <translation>Aorta</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Cardiac pacemaker</source>
            <translation>Herzschrittmacher</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Central venous catheter</source>
            <translation>Zentralvenöser Katheter</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Chest tube</source>
            <translation>Thoraxdrainage</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Clavicle</source>
            <translation>Klavikula</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Diaphragm</source>
            <translation>Zwerchfell</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Endotracheal tube</source>
            <translation>Endotrachealtubus</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Feeding tube</source>
            <translation>Ernährungssonde</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Foreign body</source>
            <translation>Fremdkörper</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Heart</source>
            <translation>Herz</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Hilum of lung</source>
            <translation>Lungenhilus</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Implant, device</source>
            <translation>Implantat</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Implantable defibrillator</source>
            <translation>Implantierbarer Defibrillator</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Infiltrate</source>
            <translation>Infiltrat</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Lesion</source>
            <translation>Läsion</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Mass</source>
            <translation>Raumforderung</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Mediastinum</source>
            <translation>Mediastinum</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Nodule</source>
            <translation>Rundherd</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <location filename="ui/panels/opacity" />
            <source>Opacity</source>
            <translation>Deckkraft</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Plate-like atelectasis</source>
            <translation>Plattenatelektase</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Pleural effusion</source>
            <translation>Pleuraerguss</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Pneumothorax</source>
            <translation>Pneumothorax</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Pulmonary edema</source>
            <translation>Lungenödem</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Rib</source>
            <translation>Rippe</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Scapula</source>
            <translation>Skapula</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Spine</source>
            <translation>Wirbelsäule</translation>
        </message>
        <message>
            <location filename="domain/editing/terminology" />
            <source>Trachea</source>
            <translation>Trachea</translation>
        </message>
        <message>
            <location filename="domain/findings" />
            <source>No finding was assessed: no screening model ran</source>
            <translation>Kein Befund wurde beurteilt: Es lief kein Screening-Modell</translation>
        </message>
        <message>
            <location filename="domain/findings" />
            <source>No flagged finding among those assessed</source>
            <translation>Kein markierter Befund unter den beurteilten</translation>
        </message>
        <message>
            <location filename="domain/judgements" />
            <source>before</source>
            <translation>davor</translation>
        </message>
        <message>
            <location filename="domain/judgements" />
            <source>with results</source>
            <translation>mit Ergebnissen</translation>
        </message>
        <message>
            <location filename="domain/masks" />
            <location filename="resources/models/spcxr-lungs" />
            <location filename="ui/panels/lungs" />
            <source>Left lung</source>
            <translation>Linke Lunge</translation>
        </message>
        <message>
            <location filename="domain/masks" />
            <location filename="resources/models/spcxr-lungs" />
            <location filename="ui/panels/lungs" />
            <source>Right lung</source>
            <translation>Rechte Lunge</translation>
        </message>
        <message>
            <location filename="domain/measure" />
            <source>AP film: the heart is magnified</source>
            <translation>a.p.-Aufnahme: Das Herz ist vergrößert abgebildet</translation>
        </message>
        <message>
            <location filename="domain/measure" />
            <source>Area</source>
            <translation>Fläche</translation>
        </message>
        <message>
            <location filename="domain/measure" />
            <source>mm² (%1)</source>
            <translation>mm² (%1)</translation>
        </message>
        <message>
            <location filename="domain/measure" />
            <source>supine film: the heart looks larger</source>
            <translation>Liegendaufnahme: Das Herz wirkt größer</translation>
        </message>
        <message>
            <location filename="domain/measure" />
            <source>the heart is wider than the thorax</source>
            <translation>das Herz ist breiter als der Thorax</translation>
        </message>
        <message>
            <location filename="domain/measure" />
            <source>the two lines are not parallel</source>
            <translation>die beiden Linien sind nicht parallel</translation>
        </message>
        <message>
            <location filename="domain/measure" />
            <source>unknown</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <location filename="domain/measure" />
            <source>view %1: made for PA films</source>
            <translation>Projektion %1: für p.a.-Aufnahmen gedacht</translation>
        </message>
        <message>
            <location filename="domain/pairing" />
            <source>same day</source>
            <translation>selber Tag</translation>
        </message>
        <message>
            <location filename="domain/pairing" />
            <source>same study</source>
            <translation>selbe Studie</translation>
        </message>
        <message>
            <location filename="domain/radiograph" />
            <source>calibrated: %1</source>
            <translation>kalibriert: %1</translation>
        </message>
        <message>
            <location filename="domain/radiograph" />
            <source>magnification %L1 corrected</source>
            <translation>Vergrößerung %L1 korrigiert</translation>
        </message>
        <message>
            <location filename="domain/radiograph" />
            <source>method not stated</source>
            <translation>Verfahren nicht angegeben</translation>
        </message>
        <message>
            <location filename="domain/radiograph" />
            <source>mm (%1)</source>
            <translation>mm (%1)</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>%1 appears under different patient IDs: %2.</source>
            <translation>%1 kommt unter verschiedenen Patienten-IDs vor: %2.</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>%1, ID %2</source>
            <translation>%1, ID %2</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>; and %1 more</source>
            <translation>; und %1 weitere</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>Check which are right before comparing these films. They are shown as they were stored.</source>
            <translation>Prüfen Sie, welche stimmen, bevor Sie diese Aufnahmen vergleichen. Gezeigt wird, was gespeichert ist.</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>Check whom each film belongs to. They are shown as they were stored.</source>
            <translation>Prüfen Sie, zu wem jede Aufnahme gehört. Gezeigt wird, was gespeichert ist.</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>Every study belongs to one patient.</source>
            <translation>Jede Studie gehört zu einem Patienten.</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>If this is one person, earlier films may be filed under the other ID.</source>
            <translation>Ist es dieselbe Person, können Voraufnahmen unter der anderen ID liegen.</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>One name, birth date and sex for one patient ID.</source>
            <translation>Ein Name, Geburtsdatum und Geschlecht je Patienten-ID.</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>One study holds films of different patients: %1.</source>
            <translation>Eine Studie enthält Aufnahmen verschiedener Patienten: %1.</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>Patient ID %1 stands with different details: %2.</source>
            <translation>Zur Patienten-ID %1 gibt es verschiedene Angaben: %2.</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>Usually one patient ID for one person; other hospitals give their own.</source>
            <translation>Gewöhnlich eine Patienten-ID je Person; andere Häuser vergeben eigene.</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>born %1-%2-%3</source>
            <translation>geb. %3.%2.%1</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>no name</source>
            <translation>ohne Namen</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>one id, several people</source>
            <translation>eine ID, mehrere Personen</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>one person, several ids</source>
            <translation>eine Person, mehrere IDs</translation>
        </message>
        <message>
            <location filename="domain/reconcile" />
            <source>one study, several patients</source>
            <translation>eine Studie, mehrere Patienten</translation>
        </message>
        <message>
            <location filename="domain/review" />
            <source>Amend it: that keeps what was signed.</source>
            <translation>Schreiben Sie einen Nachtrag: Das Signierte bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="domain/review" />
            <location filename="ui/signing_texts" />
            <source>Research use, not for primary diagnosis</source>
            <translation>Forschungszwecke, nicht für die Primärdiagnose</translation>
        </message>
        <message>
            <location filename="domain/review" />
            <location filename="store/reviews" />
            <source>This review is signed.</source>
            <translation>Diese Befundung ist signiert.</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>Most of this evidence lies outside the lungs.</source>
            <translation>Der größte Teil dieser Evidenz liegt außerhalb der Lungen.</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>This model's evidence was not shown to tell where.</source>
            <translation>Für die Evidenz dieses Modells ist nicht gezeigt, dass sie den Ort angibt.</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>both lower zones</source>
            <translation>beide Unterfelder</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>both lungs</source>
            <translation>beide Lungen</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>both mid and lower zones</source>
            <translation>beide Mittel- und Unterfelder</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>both mid zones</source>
            <translation>beide Mittelfelder</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>both upper and lower zones</source>
            <translation>beide Ober- und Unterfelder</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>both upper and mid zones</source>
            <translation>beide Ober- und Mittelfelder</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>both upper zones</source>
            <translation>beide Oberfelder</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>left lower zone</source>
            <translation>linkes Unterfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>left lung</source>
            <translation>linke Lunge</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>left mid and lower zones</source>
            <translation>linkes Mittel- und Unterfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>left mid zone</source>
            <translation>linkes Mittelfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>left upper and lower zones</source>
            <translation>linkes Ober- und Unterfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>left upper and mid zones</source>
            <translation>linkes Ober- und Mittelfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>left upper zone</source>
            <translation>linkes Oberfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>lower zone of one lung</source>
            <translation>Unterfeld einer Lunge</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>lower zone of the other</source>
            <translation>Unterfeld der anderen</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>mediastinum</source>
            <translation>Mediastinum</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>mid and lower zones of one lung</source>
            <translation>Mittel- und Unterfeld einer Lunge</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>mid zone of one lung</source>
            <translation>Mittelfeld einer Lunge</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>mid zone of the other</source>
            <translation>Mittelfeld der anderen</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>one lung</source>
            <translation>eine Lunge</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>outside the lungs</source>
            <translation>außerhalb der Lungen</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>right lower zone</source>
            <translation>rechtes Unterfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>right lung</source>
            <translation>rechte Lunge</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>right mid and lower zones</source>
            <translation>rechtes Mittel- und Unterfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>right mid zone</source>
            <translation>rechtes Mittelfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>right upper and lower zones</source>
            <translation>rechtes Ober- und Unterfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>right upper and mid zones</source>
            <translation>rechtes Ober- und Mittelfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>right upper zone</source>
            <translation>rechtes Oberfeld</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>upper and lower zones of one lung</source>
            <translation>Ober- und Unterfeld einer Lunge</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>upper and mid zones of one lung</source>
            <translation>Ober- und Mittelfeld einer Lunge</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>upper zone of one lung</source>
            <translation>Oberfeld einer Lunge</translation>
        </message>
        <message>
            <location filename="domain/zones" />
            <source>upper zone of the other</source>
            <translation>Oberfeld der anderen</translation>
        </message>
        <message>
            <location filename="inference/evidence" />
            <location filename="inference/outliers" />
            <location filename="inference/package" />
            <location filename="inference/run" />
            <source>Install the package again.</source>
            <translation>Installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="inference/evidence" />
            <source>One map per label; its patches and bias add up to the logit.</source>
            <translation>Eine Karte je Label; ihre Kacheln und der Bias ergeben zusammen den Logit.</translation>
        </message>
        <message>
            <location filename="inference/evidence" />
            <source>The model package '%1' gave %2.</source>
            <translation>Das Modellpaket '%1' lieferte %2.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>No body part in the header, and the study description names another one.</source>
            <translation>Keine Körperregion im Header, und die Studienbeschreibung nennt eine andere.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>Not DICOM: kind, view, age and sides are unknown. Research only.</source>
            <translation>Kein DICOM: Art, Projektion, Alter und Seiten sind unbekannt. Nur für die Forschung.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>Patient under 18: what was measured for children comes from one hospital.</source>
            <translation>Patient unter 18: Was für Kinder gemessen wurde, stammt aus einem einzigen Krankenhaus.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>Raw detector image (for processing): the models know processed films only.</source>
            <translation>Rohbild des Detektors (zur Weiterverarbeitung): Die Modelle kennen nur verarbeitete Aufnahmen.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>Right and left are assumed: the header does not say which side is which.</source>
            <translation>Rechts und links sind angenommen: Der Header nennt die Seiten nicht.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The header does not say that this is a chest.</source>
            <translation>Der Header sagt nicht, dass dies ein Thorax ist.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The header does not say that this is a frontal view.</source>
            <translation>Der Header sagt nicht, dass dies eine frontale Aufnahme ist.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The header does not say that this is a radiograph.</source>
            <translation>Der Header sagt nicht, dass dies eine Röntgenaufnahme ist.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The header does not say which kind of DICOM object this is.</source>
            <translation>Der Header sagt nicht, was für ein DICOM-Objekt dies ist.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The header names another species than human.</source>
            <translation>Der Header nennt eine andere Spezies als Mensch.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The header says body part %1: films of the ribs are exposed and angled for bone.</source>
            <translation>Der Header nennt die Körperregion %1: Rippenaufnahmen sind für Knochen belichtet und eingestellt.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The header says body part %1; CHEST is needed.</source>
            <translation>Der Header nennt die Körperregion %1; nötig ist CHEST.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The header says modality %1; CR, DX or RG is needed.</source>
            <translation>Der Header nennt die Modalität %1; nötig ist CR, DX oder RG.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The header says view %1; the models read frontal views only.</source>
            <translation>Der Header nennt die Projektion %1; die Modelle lesen nur frontale Aufnahmen.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The image has %1 x %2 pixels; at least %3 on each side are needed.</source>
            <translation>Das Bild hat %1 x %2 Pixel; nötig sind mindestens %3 je Seite.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The image has only %1 x %2 pixels: scores of such coarse pictures are not steady.</source>
            <translation>Das Bild hat nur %1 x %2 Pixel: Scores so grober Bilder sind nicht stabil.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The image has too few grey levels for a film: it may be a mask or a drawing.</source>
            <translation>Das Bild hat zu wenige Graustufen für eine Röntgenaufnahme: Es kann eine Maske oder Zeichnung sein.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The image is one flat grey.</source>
            <translation>Das Bild ist ein einziges Grau.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>The models are for patients from %1 to %2 years.</source>
            <translation>Die Modelle sind für Patienten von %1 bis %2 Jahren.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>This DICOM object is neither a CR or DX image nor a secondary capture.</source>
            <translation>Dieses DICOM-Objekt ist weder ein CR- oder DX-Bild noch eine Secondary Capture.</translation>
        </message>
        <message>
            <location filename="inference/gates" />
            <source>This is a colour picture; they are shown but not analysed.</source>
            <translation>Dies ist ein Farbbild; solche werden gezeigt, aber nicht ausgewertet.</translation>
        </message>
        <message>
            <location filename="inference/lung_gates" />
            <source>No lungs were found. This may be no frontal chest radiograph: do not lean on the scores.</source>
            <translation>Es wurden keine Lungen gefunden. Vielleicht ist dies keine frontale Thoraxaufnahme: Verlassen Sie sich nicht auf die Scores.</translation>
        </message>
        <message>
            <location filename="inference/lung_gates" />
            <source>Only one lung was found.</source>
            <translation>Es wurde nur eine Lunge gefunden.</translation>
        </message>
        <message>
            <location filename="inference/lung_gates" />
            <source>The lungs reach the edge of the film: part of them may be missing.</source>
            <translation>Die Lungen reichen bis an den Bildrand: Teile können fehlen.</translation>
        </message>
        <message>
            <location filename="inference/lung_gates" />
            <source>The lungs that were found are unusually different in size.</source>
            <translation>Die gefundenen Lungen sind ungewöhnlich verschieden groß.</translation>
        </message>
        <message>
            <location filename="inference/lung_gates" />
            <source>The lungs that were found are unusually small.</source>
            <translation>Die gefundenen Lungen sind ungewöhnlich klein.</translation>
        </message>
        <message>
            <location filename="inference/lung_maps" />
            <source>A package that does.</source>
            <translation>Ein Paket, das es tut.</translation>
        </message>
        <message>
            <location filename="inference/lung_maps" />
            <source>Install one, then try again.</source>
            <translation>Installieren Sie eines, und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <location filename="inference/lung_maps" />
            <source>No model package outlines lungs.</source>
            <translation>Kein Modellpaket umreißt Lungen.</translation>
        </message>
        <message>
            <location filename="inference/manifest" />
            <source>%1, the only one this program knows</source>
            <translation>%1, das einzige, das dieses Programm kennt</translation>
        </message>
        <message>
            <location filename="inference/manifest" />
            <source>64 hexadecimal digits</source>
            <translation>64 hexadezimale Ziffern</translation>
        </message>
        <message>
            <location filename="inference/manifest" />
            <source>a manifest is an object</source>
            <translation>ein Manifest ist ein Objekt</translation>
        </message>
        <message>
            <location filename="inference/manifest" />
            <source>a number above 0 and at most 0.1</source>
            <translation>eine Zahl über 0 und höchstens 0.1</translation>
        </message>
        <message>
            <location filename="inference/manifest" />
            <source>a number not below warn_above</source>
            <translation>eine Zahl nicht unter warn_above</translation>
        </message>
        <message>
            <location filename="inference/manifest" />
            <source>letters, digits, '.', '_', '+', '-'</source>
            <translation>Buchstaben, Ziffern, '.', '_', '+', '-'</translation>
        </message>
        <message>
            <location filename="inference/manifest" />
            <source>plain names of files in the same folder</source>
            <translation>einfache Namen von Dateien im selben Ordner</translation>
        </message>
        <message>
            <location filename="inference/manifest" />
            <source>the name of an .npz file that 'files' lists</source>
            <translation>der Name einer .npz-Datei, die unter 'files' steht</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>%1 finite numbers</source>
            <translation>%1 endliche Zahlen</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>%1.%2: expected %3</source>
            <translation>%1.%2: erwartet %3</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>%1: expected an object</source>
            <translation>%1: ein Objekt erwartet</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>3 finite numbers: point, low, high</source>
            <translation>3 endliche Zahlen: Wert, untere, obere Grenze</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>a finite number</source>
            <translation>eine endliche Zahl</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>a list of at least %1 object(s)</source>
            <translation>eine Liste mit mindestens %1 Objekt(en)</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>a list of texts</source>
            <translation>eine Liste von Texten</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>a number from 0 to 1</source>
            <translation>eine Zahl von 0 bis 1</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>a text</source>
            <translation>ein Text</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>an integer from %1 to %2</source>
            <translation>eine ganze Zahl von %1 bis %2</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>an object</source>
            <translation>ein Objekt</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>the file</source>
            <translation>die Datei</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>the file: expected JSON</source>
            <translation>die Datei: JSON erwartet</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>the file: expected JSON, which has no %1</source>
            <translation>die Datei: JSON erwartet, das kein %1 kennt</translation>
        </message>
        <message>
            <location filename="inference/node" />
            <source>true or false</source>
            <translation>true oder false</translation>
        </message>
        <message>
            <location filename="inference/outliers" />
            <source>Arrays as docs/gates.md describes them.</source>
            <translation>Arrays, wie docs/gates.md sie beschreibt.</translation>
        </message>
        <message>
            <location filename="inference/outliers" />
            <source>The outlier model of a model package cannot be used (%1).</source>
            <translation>Das Ausreißermodell eines Modellpakets kann nicht verwendet werden (%1).</translation>
        </message>
        <message>
            <location filename="inference/outliers" />
            <source>The picture is far from every chest film that the models know.</source>
            <translation>Das Bild ist weit entfernt von jeder Thoraxaufnahme, die die Modelle kennen.</translation>
        </message>
        <message>
            <location filename="inference/outliers" />
            <source>Unlike the films that the models know: do not lean on the scores.</source>
            <translation>Anders als die Aufnahmen, die die Modelle kennen: Verlassen Sie sich nicht auf die Scores.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>%1 cannot be read (%2).</source>
            <translation>%1 kann nicht gelesen werden (%2).</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>%1 cannot be read.</source>
            <translation>%1 kann nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>%1 cannot be read: %2.</source>
            <translation>%1 kann nicht gelesen werden: %2.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>%1 does not hold a film of %2 px and every output.</source>
            <translation>%1 enthält keine Aufnahme von %2 px und jede Ausgabe.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>%1 has more than %L2 MiB.</source>
            <translation>%1 hat mehr als %L2 MiB.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>%1 holds something other than numbers.</source>
            <translation>%1 enthält anderes als Zahlen.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>%1 is not a file.</source>
            <translation>%1 ist keine Datei.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>%1 is not the file that %2 was written for (sha256).</source>
            <translation>%1 ist nicht die Datei, für die %2 geschrieben wurde (sha256).</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>A complete model package, format %1.</source>
            <translation>Ein vollständiges Modellpaket, Format %1.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>Install the package that belongs to this version of the program.</source>
            <translation>Installieren Sie das Paket, das zu dieser Programmversion gehört.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>Preparation %1, the one of this program.</source>
            <translation>Vorverarbeitung %1, die dieses Programms.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>The model package '%1' cannot be used: %2</source>
            <translation>Das Modellpaket '%1' kann nicht verwendet werden: %2</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>The model package '%1' was made for pixel preparation %2.</source>
            <translation>Das Modellpaket '%1' wurde für Pixel-Vorverarbeitung %2 erstellt.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>it has more than %1 files.</source>
            <translation>es hat mehr als %1 Dateien.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>it holds files that %1 does not list: %2.</source>
            <translation>es enthält Dateien, die %1 nicht nennt: %2.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>it is not the package that %1 names: it, or that list, was changed.</source>
            <translation>es ist nicht das Paket, das %1 nennt: Es selbst oder diese Liste wurde geändert.</translation>
        </message>
        <message>
            <location filename="inference/package" />
            <source>the graph has %1.</source>
            <translation>der Graph hat %1.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>A regular pattern lies over the film: it may be a photograph of a screen.</source>
            <translation>Ein regelmäßiges Muster liegt über der Aufnahme: Sie kann von einem Bildschirm abfotografiert sein.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>Much of the film is fully black or fully white: detail is lost there.</source>
            <translation>Ein großer Teil der Aufnahme ist ganz schwarz oder ganz weiß: Dort fehlen Einzelheiten.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>Right and left are in doubt: the film does not seem to hang upright.</source>
            <translation>Rechts und links sind zweifelhaft: Die Aufnahme scheint nicht aufrecht zu hängen.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>Right and left are in doubt: the heart seems to lie on the right, or the film is mirrored.</source>
            <translation>Rechts und links sind zweifelhaft: Der Herzschatten scheint rechts zu liegen, oder die Aufnahme ist gespiegelt.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>The film has unusually little contrast.</source>
            <translation>Die Aufnahme hat ungewöhnlich wenig Kontrast.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>The film is unusually blurred.</source>
            <translation>Die Aufnahme ist ungewöhnlich unscharf.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>The film is unusually dark.</source>
            <translation>Die Aufnahme ist ungewöhnlich dunkel.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>The film is unusually light.</source>
            <translation>Die Aufnahme ist ungewöhnlich hell.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>The film is unusually noisy.</source>
            <translation>Die Aufnahme ist ungewöhnlich verrauscht.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>The film seems to lie on its side; the models know upright films only.</source>
            <translation>Die Aufnahme scheint auf der Seite zu liegen; die Modelle kennen nur aufrechte Aufnahmen.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>The film seems to stand on its head; the models know upright films only.</source>
            <translation>Die Aufnahme scheint auf dem Kopf zu stehen; die Modelle kennen nur aufrechte Aufnahmen.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>The picture looks like a negative, although the polarity that the header states was followed.</source>
            <translation>Das Bild sieht wie ein Negativ aus, obwohl die im Header genannte Polarität befolgt wurde.</translation>
        </message>
        <message>
            <location filename="inference/picture_gates" />
            <source>There is writing or drawing on the film.</source>
            <translation>Auf der Aufnahme ist Schrift oder Gezeichnetes.</translation>
        </message>
        <message>
            <location filename="inference/run" />
            <source>One finite logit per label.</source>
            <translation>Ein endlicher Logit je Label.</translation>
        </message>
        <message>
            <location filename="inference/run" />
            <source>The model package '%1' gave no number for '%2'.</source>
            <translation>Das Modellpaket '%1' lieferte für '%2' keine Zahl.</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>%1 not used: %2</source>
            <translation>%1 nicht verwendet: %2</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>A graph that this version of ONNX Runtime runs.</source>
            <translation>Ein Graph, den diese Version der ONNX Runtime ausführt.</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>At most %1.</source>
            <translation>Höchstens %1.</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>Install the model package again.</source>
            <translation>Installieren Sie das Modellpaket neu.</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>Install the package again; if that does not help, this computer's processor is not supported.</source>
            <translation>Installieren Sie das Paket neu; hilft das nicht, wird der Prozessor dieses Rechners nicht unterstützt.</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>ONNX Runtime cannot run the model package '%1' (%2).</source>
            <translation>ONNX Runtime kann das Modellpaket '%1' nicht ausführen (%2).</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>The self-test of '%1' gave %2 of shape %3.</source>
            <translation>Der Selbsttest von '%1' ergab %2 mit der Form %3.</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>The self-test of the model package '%1' is off by %2.</source>
            <translation>Der Selbsttest des Modellpakets '%1' weicht um %2 ab.</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>The stored shape %1.</source>
            <translation>Die gespeicherte Form %1.</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>Update the program, or install the package again.</source>
            <translation>Aktualisieren Sie das Programm, oder installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>it does not start (%1)</source>
            <translation>es startet nicht (%1)</translation>
        </message>
        <message>
            <location filename="inference/session" />
            <source>its numbers are off by %1</source>
            <translation>seine Zahlen weichen um %1 ab</translation>
        </message>
        <message>
            <location filename="inference/signing" />
            <source>%1 holds no %2 Ed25519 key.</source>
            <translation>%1 enthält keinen Ed25519-Schlüssel (%2).</translation>
        </message>
        <message>
            <location filename="inference/signing" />
            <source>A %1 key, such as spcxr-trainer publish --new-key writes; the public one ends in %2.</source>
            <translation>Ein Schlüssel (%1), wie ihn spcxr-trainer publish --new-key schreibt; der öffentliche endet auf %2.</translation>
        </message>
        <message>
            <location filename="inference/signing" />
            <source>A %1 that was made for this %2.</source>
            <translation>Eine %1, die für diese %2 erstellt wurde.</translation>
        </message>
        <message>
            <location filename="inference/signing" />
            <source>A path where no file is yet, in a folder that you may write to.</source>
            <translation>Ein Pfad, an dem noch keine Datei ist, in einem Ordner, in den Sie schreiben dürfen.</translation>
        </message>
        <message>
            <location filename="inference/signing" />
            <source>Do not use this package; ask who gave it to you for it again.</source>
            <translation>Verwenden Sie dieses Paket nicht; erbitten Sie es erneut von dem, der es Ihnen gab.</translation>
        </message>
        <message>
            <location filename="inference/signing" />
            <source>Name another file.</source>
            <translation>Nennen Sie eine andere Datei.</translation>
        </message>
        <message>
            <location filename="inference/signing" />
            <source>Name another path; a key that is in use must not be overwritten.</source>
            <translation>Nennen Sie einen anderen Pfad; ein benutzter Schlüssel darf nicht überschrieben werden.</translation>
        </message>
        <message>
            <location filename="inference/signing" />
            <source>The key cannot be written to %1 (%2).</source>
            <translation>Der Schlüssel kann nicht nach %1 geschrieben werden (%2).</translation>
        </message>
        <message>
            <location filename="inference/signing" />
            <source>The signature of the model package '%1' does not hold.</source>
            <translation>Die Signatur des Modellpakets '%1' ist ungültig.</translation>
        </message>
        <message>
            <location filename="pacs/association" />
            <source>Choose other files in the node's TLS settings.</source>
            <translation>Wählen Sie in den TLS-Einstellungen des Knotens andere Dateien.</translation>
        </message>
        <message>
            <location filename="pacs/association" />
            <source>PEM files: the authority's certificate, and our certificate with its key without a pass phrase.</source>
            <translation>PEM-Dateien: das Zertifikat der Zertifizierungsstelle und unser Zertifikat mit seinem Schlüssel ohne Passphrase.</translation>
        </message>
        <message>
            <location filename="pacs/association" />
            <source>The certificates of '%1' cannot be read (%2).</source>
            <translation>Die Zertifikate von '%1' können nicht gelesen werden (%2).</translation>
        </message>
        <message>
            <location filename="pacs/dimse_get" />
            <source>'%1' has no image of that study.</source>
            <translation>'%1' hat kein Bild dieser Studie.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_get" />
            <source>A study it has.</source>
            <translation>Eine dort vorhandene Studie.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_get" />
            <location filename="pacs/web_get" />
            <source>Digits and dots, 64 at most.</source>
            <translation>Ziffern und Punkte, höchstens 64.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_get" />
            <source>Search for it again.</source>
            <translation>Suchen Sie erneut danach.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_get" />
            <location filename="pacs/web_get" />
            <source>Search for the study.</source>
            <translation>Suchen Sie die Studie.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_get" />
            <location filename="pacs/web_get" />
            <source>That is not a Study Instance UID.</source>
            <translation>Das ist keine Study Instance UID.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_send" />
            <source>It was stored, but changed there.</source>
            <translation>Es wurde gespeichert, aber dort geändert.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_send" />
            <source>Its kind of object is not taken there.</source>
            <translation>Seine Objektart wird dort nicht angenommen.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_send" />
            <source>Its kind of object or its encoding is not taken there.</source>
            <translation>Seine Objektart oder seine Kodierung wird dort nicht angenommen.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_send" />
            <source>Not sent: %1.</source>
            <translation>Nicht gesendet: %1.</translation>
        </message>
        <message>
            <location filename="pacs/dimse_send" />
            <source>Not sent: it cannot be read (%1).</source>
            <translation>Nicht gesendet: Es kann nicht gelesen werden (%1).</translation>
        </message>
        <message>
            <location filename="pacs/dimse_send" />
            <location filename="pacs/web_send" />
            <source>Not stored: %1.</source>
            <translation>Nicht gespeichert: %1.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>'%1' %2 (called '%3', calling '%4').</source>
            <translation>'%1' %2 (gerufen '%3', rufend '%4').</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>'%1' answered in a way that cannot be understood: %2.</source>
            <translation>'%1' antwortete unverständlich: %2.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>'%1' cannot be reached at %2.</source>
            <translation>'%1' ist unter %2 nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>'%1' did not answer in time.</source>
            <translation>'%1' antwortete nicht rechtzeitig.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>'%1' did not do it: %2 (status %3).</source>
            <translation>'%1' hat es nicht ausgeführt: %2 (Status %3).</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>'%1' does not accept our sign-in (status %2).</source>
            <translation>'%1' akzeptiert unsere Anmeldung nicht (Status %2).</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>'%1' does not offer this service to us: %2.</source>
            <translation>'%1' bietet uns diesen Dienst nicht an: %2.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>A certificate for that host name, signed by an authority that is trusted here, and TLS on both sides.</source>
            <translation>Ein Zertifikat für diesen Hostnamen, von einer hier vertrauten Stelle signiert, und TLS auf beiden Seiten.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>A connection until the end.</source>
            <translation>Eine Verbindung bis zum Ende.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>A folder with room to write to.</source>
            <translation>Ein Ordner mit Platz zum Schreiben.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>A node that offers it.</source>
            <translation>Ein Knoten, der ihn anbietet.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>A system that takes connections there.</source>
            <translation>Ein System, das dort Verbindungen annimmt.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>A user, password or token it knows.</source>
            <translation>Ein Benutzer, Kennwort oder Token, das dort bekannt ist.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>An answer as DICOM defines it.</source>
            <translation>Eine Antwort, wie DICOM sie definiert.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>An answer, whole and within the time allowed.</source>
            <translation>Eine Antwort, vollständig und rechtzeitig.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Ask its administrator to allow it, or use another node.</source>
            <translation>Bitten Sie dessen Administrator um Erlaubnis oder verwenden Sie einen anderen Knoten.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Both AE titles as they are registered there.</source>
            <translation>Beide AE-Titel, wie sie dort registriert sind.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Check host, port and network, and whether the system runs; then try again.</source>
            <translation>Prüfen Sie Host, Port und Netzwerk und ob das System läuft; versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Check that port and address are those of the DICOM service; else tell that system's administrator.</source>
            <translation>Prüfen Sie, ob Port und Adresse die des DICOM-Dienstes sind; sonst informieren Sie den Administrator jenes Systems.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Check the node's TLS settings: the authority's certificate, the host name and, if asked for, our certificate.</source>
            <translation>Prüfen Sie die TLS-Einstellungen des Knotens: das Zertifikat der Zertifizierungsstelle, den Hostnamen und, falls verlangt, unser Zertifikat.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Correct the AE titles, or have ours registered there.</source>
            <translation>Berichtigen Sie die AE-Titel oder lassen Sie unsere dort registrieren.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Ended on request.</source>
            <translation>Auf Wunsch beendet.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Free some space or choose another folder, then try again: what has arrived whole is kept.</source>
            <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ordner, dann erneut versuchen: Vollständig Empfangenes bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>No more.</source>
            <translation>Nichts weiter.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>No trusted encrypted connection to '%1' came about.</source>
            <translation>Zu '%1' kam keine vertrauenswürdige verschlüsselte Verbindung zustande.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Set the password or token of the node anew: spcxr-desktop pacs password NAME.</source>
            <translation>Setzen Sie das Passwort oder Token des Knotens neu: spcxr-desktop pacs password NAME.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Start it again to go on.</source>
            <translation>Starten Sie erneut, um fortzufahren.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Success.</source>
            <translation>Erfolg.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>The connection to '%1' broke off.</source>
            <translation>Die Verbindung zu '%1' brach ab.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <location filename="pacs/web" />
            <source>Try again in a while.</source>
            <translation>Versuchen Sie es später erneut.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Try again: what has arrived whole is kept.</source>
            <translation>Versuchen Sie es erneut: Vollständig Empfangenes bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Try again; if it stays so, give the status to that system's administrator.</source>
            <translation>Versuchen Sie es erneut; bleibt es so, nennen Sie den Status der Administration jenes Systems.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>Try again; where it happens often, have that system and the network checked.</source>
            <translation>Versuchen Sie es erneut; geschieht es oft, lassen Sie jenes System und das Netzwerk prüfen.</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>What was received cannot be written (%1).</source>
            <translation>Empfangenes kann nicht geschrieben werden (%1).</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>storing failed there</source>
            <translation>Speichern dort fehlgeschlagen</translation>
        </message>
        <message>
            <location filename="pacs/faults" />
            <source>the disk failed</source>
            <translation>der Datenträger versagte</translation>
        </message>
        <message>
            <location filename="pacs/node" />
            <source>%1 cannot be used as it is.</source>
            <translation>%1 ist so nicht verwendbar.</translation>
        </message>
        <message>
            <location filename="pacs/node" />
            <source>'%1' is not the address of a node.</source>
            <translation>'%1' ist keine Adresse eines Knotens.</translation>
        </message>
        <message>
            <location filename="pacs/node" />
            <source>AE@HOST:PORT, such as ORTHANC@127.0.0.1:4242, a DICOMweb address, or the name of a node of the settings.</source>
            <translation>AE@HOST:PORT, etwa ORTHANC@127.0.0.1:4242, eine DICOMweb-Adresse oder der Name eines Knotens der Einstellungen.</translation>
        </message>
        <message>
            <location filename="pacs/node" />
            <source>Correct it and try again.</source>
            <translation>Korrigieren Sie es und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="pacs/node" />
            <source>Write it so, or list the names with: spcxr-desktop pacs nodes</source>
            <translation>Schreiben Sie es so, oder listen Sie die Namen auf mit: spcxr-desktop pacs nodes</translation>
        </message>
        <message>
            <location filename="pacs/query" />
            <source>A UID of the search is not one: digits and dots, 64 at most.</source>
            <translation>Eine UID der Suche ist ungültig: Ziffern und Punkte, höchstens 64.</translation>
        </message>
        <message>
            <location filename="pacs/query" />
            <source>A search text is too long or has signs that DICOM does not allow.</source>
            <translation>Ein Suchtext ist zu lang oder enthält Zeichen, die DICOM nicht erlaubt.</translation>
        </message>
        <message>
            <location filename="pacs/query" />
            <source>A search that a server can answer.</source>
            <translation>Eine Suche, die ein Server beantworten kann.</translation>
        </message>
        <message>
            <location filename="pacs/query" />
            <source>Change the search and try again.</source>
            <translation>Ändern Sie die Suche und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="pacs/query" />
            <source>Series and images are looked for within a study.</source>
            <translation>Serien und Bilder werden innerhalb einer Studie gesucht.</translation>
        </message>
        <message>
            <location filename="pacs/query" />
            <source>The search ends before it begins.</source>
            <translation>Die Suche endet, bevor sie beginnt.</translation>
        </message>
        <message>
            <location filename="pacs/receiver" />
            <source>A free port.</source>
            <translation>Ein freier Port.</translation>
        </message>
        <message>
            <location filename="pacs/receiver" />
            <source>Choose another port, or end the program that uses it.</source>
            <translation>Wählen Sie einen anderen Port, oder beenden Sie das Programm, das ihn verwendet.</translation>
        </message>
        <message>
            <location filename="pacs/receiver" />
            <source>Correct the receiver's settings.</source>
            <translation>Korrigieren Sie die Einstellungen des Empfängers.</translation>
        </message>
        <message>
            <location filename="pacs/receiver" />
            <source>The receiver cannot listen on port %1 (%2).</source>
            <translation>Der Empfänger kann an Port %1 nicht lauschen (%2).</translation>
        </message>
        <message>
            <location filename="pacs/retrieval" />
            <source>%L1 of its objects did not come.</source>
            <translation>%L1 ihrer Objekte kamen nicht an.</translation>
        </message>
        <message>
            <location filename="pacs/secrets" />
            <source>No password or token is kept for '%1'.</source>
            <translation>Für '%1' ist kein Passwort oder Token gespeichert.</translation>
        </message>
        <message>
            <location filename="pacs/secrets" />
            <source>One, in the system's key store.</source>
            <translation>Eines, im Schlüsselspeicher des Systems.</translation>
        </message>
        <message>
            <location filename="pacs/secrets" />
            <source>Set it: spcxr-desktop pacs password NAME, or in the node's settings.</source>
            <translation>Setzen Sie es: spcxr-desktop pacs password NAME, oder in den Einstellungen des Knotens.</translation>
        </message>
        <message>
            <location filename="pacs/secrets" />
            <source>The key store of Windows, macOS or the Linux desktop (Secret Service), unlocked.</source>
            <translation>Der Schlüsselspeicher von Windows, macOS oder des Linux-Desktops (Secret Service), entsperrt.</translation>
        </message>
        <message>
            <location filename="pacs/secrets" />
            <source>This system has no key store that can be used, so the password or token cannot be kept.</source>
            <translation>Dieses System hat keinen nutzbaren Schlüsselspeicher, daher kann das Passwort oder Token nicht gespeichert werden.</translation>
        </message>
        <message>
            <location filename="pacs/secrets" />
            <source>Unlock it or install one, such as gnome-keyring; or use a node without sign-in, or with a client certificate.</source>
            <translation>Entsperren oder installieren Sie einen, etwa gnome-keyring; oder nutzen Sie einen Knoten ohne Anmeldung oder mit Client-Zertifikat.</translation>
        </message>
        <message>
            <location filename="pacs/web" />
            <source>'%1' is busy (status %2).</source>
            <translation>'%1' ist ausgelastet (Status %2).</translation>
        </message>
        <message>
            <location filename="pacs/web" />
            <source>A server with time for us.</source>
            <translation>Ein Server, der Zeit für uns hat.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-lungs" />
            <location filename="resources/models/spcxr-screen" />
            <source>Apache-2.0 (weights); trained on films whose licences allow it, listed under training.sources</source>
            <translation>Apache-2.0 (Gewichte); trainiert mit Aufnahmen, deren Lizenzen es erlauben, genannt unter training.sources</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-lungs" />
            <source>Not tested on lateral views, on one lung missing, or on rotated films beyond about 12 degrees.</source>
            <translation>Nicht geprüft an seitlichen Aufnahmen, bei fehlender Lunge oder an um mehr als etwa 12 Grad gedrehten Aufnahmen.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-lungs" />
            <source>Opaque, collapsed or missing lungs: outlines may leave out what is not dark.</source>
            <translation>Verschattete, kollabierte oder fehlende Lungen: Die Umrisse können auslassen, was nicht dunkel ist.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-lungs" />
            <source>Outlines of adults by more than one reader: the sets have one each, from 63 training films.</source>
            <translation>Umrisse Erwachsener von mehr als einem Befunder: Die Sammlungen haben je einen, aus 63 Trainingsaufnahmen.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-lungs" />
            <location filename="resources/models/spcxr-screen" />
            <source>Research use only. Not a medical device, not cleared, not for diagnosis. Frontal chest radiographs of people; the reader decides.</source>
            <translation>Nur für Forschungszwecke. Kein Medizinprodukt, nicht zugelassen, nicht für die Diagnostik. Frontale Thoraxaufnahmen von Menschen; der Befunder entscheidet.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-lungs" />
            <source>Right and left are the patient's only where the header gives the orientation; otherwise assumed.</source>
            <translation>Rechts und links sind nur dann die des Patienten, wenn der Header die Orientierung nennt; sonst sind sie angenommen.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-lungs" />
            <source>Right and left may be exchanged in mirrored films with no side in the header.</source>
            <translation>Rechts und links können bei gespiegelten Aufnahmen ohne Seitenangabe im Header vertauscht sein.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-lungs" />
            <source>Trained on whole-lung outlines, the part behind the heart included; most of them are films of children.</source>
            <translation>Trainiert mit Umrissen der ganzen Lunge, einschließlich des Teils hinter dem Herzen; die meisten sind Aufnahmen von Kindern.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Covid-19 inside the one source that holds both classes is hardly told apart.</source>
            <translation>Covid-19 wird innerhalb der einzigen Quelle mit beiden Klassen kaum unterschieden.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Covid-19 is exploratory: covid films and covid-negative films of the public sets come from different places, so a high figure may show the source and not the disease.</source>
            <translation>Covid-19 ist explorativ: Covid-Aufnahmen und covid-negative Aufnahmen der öffentlichen Sammlungen kommen von verschiedenen Orten; eine hohe Kennzahl kann also die Quelle zeigen und nicht die Krankheit.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Covid-19-like pattern</source>
            <translation>Covid-19-artiges Muster</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Covid-19: one source with both classes, of 5 negative patients.</source>
            <translation>Covid-19: eine Quelle mit beiden Klassen, mit 5 negativen Patienten.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Films of children come from one hospital (Guangzhou, 1-5 years).</source>
            <translation>Aufnahmen von Kindern stammen aus einem einzigen Krankenhaus (Guangzhou, 1-5 Jahre).</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>General screening: pneumonia-, covid- or tuberculosis-like</source>
            <translation>Allgemeines Screening: pneumonie-, covid- oder tuberkuloseartig</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Generalisation: every source with both classes was also trained on.</source>
            <translation>Übertragbarkeit: Mit jeder Quelle, die beide Klassen enthält, wurde auch trainiert.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>NIH labels are text-mined; tuberculosis films are photographed film of one collection.</source>
            <translation>NIH-Labels wurden automatisch aus Befundtexten gewonnen; Tuberkulose-Aufnahmen sind abfotografierte Filme einer Sammlung.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Normal and pneumonia of adult NIH films, whose labels are text-mined, are told apart only moderately.</source>
            <translation>Normal und Pneumonie werden bei NIH-Aufnahmen Erwachsener, deren Labels automatisch aus Texten gewonnen wurden, nur mäßig unterschieden.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Normal films of adults from a source it never saw are flagged too often; see specificity of radiography-normal.</source>
            <translation>Normale Aufnahmen Erwachsener aus einer nie gesehenen Quelle werden zu oft markiert; siehe Spezifität von radiography-normal.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Pneumonia-like opacity</source>
            <translation>Pneumonieartige Verschattung</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Source, age and view are entangled with the labels of the training data; figures within one source are the ones to read, pooled ones are not.</source>
            <translation>Quelle, Alter und Projektion sind mit den Labels der Trainingsdaten verflochten; aussagekräftig sind Kennzahlen innerhalb einer Quelle, gepoolte nicht.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Subgroups by sex, vendor and severity: the public sets do not name them.</source>
            <translation>Untergruppen nach Geschlecht, Hersteller und Schweregrad: Die öffentlichen Sammlungen nennen sie nicht.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>The evidence map is exact about the sum, not about the cause: taking out its hottest patches lowers a score hardly more than taking out patches at random (12 films a label), because every patch has seen the whole film.</source>
            <translation>Die Evidenzkarte ist in der Summe exakt, nicht in der Ursache: Ihre stärksten Kacheln zu entfernen senkt einen Score kaum mehr als zufällige zu entfernen (12 Aufnahmen je Label), weil jede Kachel die ganze Aufnahme gesehen hat.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>Tuberculosis films: 7 groups of near-duplicates in validation, so intervals by film are too narrow.</source>
            <translation>Tuberkulose-Aufnahmen: 7 Gruppen fast gleicher Aufnahmen in der Validierung; Intervalle nach Aufnahmen sind daher zu eng.</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>atelectasis</source>
            <translation>Atelektase</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>cardiomegaly</source>
            <translation>Kardiomegalie</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>fracture</source>
            <translation>Fraktur</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>free air</source>
            <translation>freie Luft</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>lateral views</source>
            <translation>seitliche Aufnahmen</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>lines, tubes and devices</source>
            <translation>Katheter, Tuben und Fremdmaterial</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>nodule or mass</source>
            <translation>Rundherd oder Raumforderung</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>pleural effusion</source>
            <translation>Pleuraerguss</translation>
        </message>
        <message>
            <location filename="resources/models/spcxr-screen" />
            <source>pneumothorax</source>
            <translation>Pneumothorax</translation>
        </message>
        <message>
            <location filename="store/backup" />
            <source>A whole backup of the record.</source>
            <translation>Eine vollständige Sicherung der Datenbank.</translation>
        </message>
        <message>
            <location filename="store/backup" />
            <source>Choose an older one.</source>
            <translation>Wählen Sie eine ältere.</translation>
        </message>
        <message>
            <location filename="store/backup" />
            <source>This backup is damaged.</source>
            <translation>Diese Sicherung ist beschädigt.</translation>
        </message>
        <message>
            <location filename="store/database" />
            <source>3.37 or newer.</source>
            <translation>3.37 oder neuer.</translation>
        </message>
        <message>
            <location filename="store/database" />
            <source>Install a newer Python.</source>
            <translation>Installieren Sie ein neueres Python.</translation>
        </message>
        <message>
            <location filename="store/database" />
            <source>This Python brings SQLite %1.</source>
            <translation>Dieses Python enthält SQLite %1.</translation>
        </message>
        <message>
            <location filename="store/erasure" />
            <source>A review of this patient is open.</source>
            <translation>Eine Befundung dieses Patienten ist geöffnet.</translation>
        </message>
        <message>
            <location filename="store/erasure" />
            <source>Close it, then delete again.</source>
            <translation>Schließen Sie sie, und löschen Sie dann erneut.</translation>
        </message>
        <message>
            <location filename="store/erasure" />
            <source>No open window on what is deleted.</source>
            <translation>Kein offenes Fenster auf das, was gelöscht wird.</translation>
        </message>
        <message>
            <location filename="store/erasure" />
            <source>Set the clock.</source>
            <translation>Stellen Sie die Uhr.</translation>
        </message>
        <message>
            <location filename="store/erasure" />
            <source>The right date.</source>
            <translation>Das richtige Datum.</translation>
        </message>
        <message>
            <location filename="store/erasure" />
            <source>This computer's clock is behind the record's last entry.</source>
            <translation>Die Uhr dieses Rechners zeigt eine frühere Zeit als der letzte Eintrag der Datenbank.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>%1 cannot be written to.</source>
            <translation>%1 kann nicht beschrieben werden.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>A disk that reads and writes.</source>
            <translation>Ein Datenträger, der liest und schreibt.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <location filename="store/salvage" />
            <source>A whole database.</source>
            <translation>Eine vollständige Datenbank.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>An answer within seconds.</source>
            <translation>Eine Antwort binnen Sekunden.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>Another window keeps the record busy.</source>
            <translation>Ein anderes Fenster hält die Datenbank besetzt.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>Check the disk and its connection.</source>
            <translation>Prüfen Sie den Datenträger und seinen Anschluss.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>Close the other window, try again.</source>
            <translation>Schließen Sie das andere Fenster, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>Free some space; nothing was half-saved.</source>
            <translation>Schaffen Sie Platz; nichts wurde halb gespeichert.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>Mend the folder's permissions.</source>
            <translation>Berichtigen Sie die Rechte des Ordners.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>Room for what was done.</source>
            <translation>Platz für das, was getan wurde.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>Start the program again.</source>
            <translation>Starten Sie das Programm neu.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>The disk under %1 failed.</source>
            <translation>Der Datenträger unter %1 hat versagt.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>The record in %1 is damaged.</source>
            <translation>Die Datenbank in %1 ist beschädigt.</translation>
        </message>
        <message>
            <location filename="store/faults" />
            <source>There is no room left in %1.</source>
            <translation>In %1 ist kein Platz mehr.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>%1 to %2 digits, letters or signs, not all the same.</source>
            <translation>%1 bis %2 Ziffern, Buchstaben oder Zeichen, nicht alle gleich.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>1 to 64 signs, without \ ^ and =.</source>
            <translation>1 bis 64 Zeichen, ohne \ ^ und =.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>A name and an ID.</source>
            <translation>Ein Name und eine ID.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>A pause before the next try.</source>
            <translation>Eine Pause vor dem nächsten Versuch.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>An ID that nobody had here.</source>
            <translation>Eine ID, die hier noch niemand hatte.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>An identity as it was saved.</source>
            <translation>Eine Identität, wie sie gespeichert wurde.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>An identity with a PIN keeps its ID.</source>
            <translation>Eine Identität mit PIN behält ihre ID.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>An identity with a PIN.</source>
            <translation>Eine Identität mit PIN.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Another window has changed the identity.</source>
            <translation>Ein anderes Fenster hat die Identität geändert.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Begin a new identity for another one.</source>
            <translation>Beginnen Sie für eine andere eine neue Identität.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Choose another one.</source>
            <translation>Wählen Sie eine andere.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Give them first.</source>
            <translation>Geben Sie sie zuerst an.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Look, and try again.</source>
            <translation>Sehen Sie nach und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>No PIN is set.</source>
            <translation>Es ist keine PIN gesetzt.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Nobody has said who reads here.</source>
            <translation>Niemand hat angegeben, wer hier befundet.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Restore a backup of the record.</source>
            <translation>Stellen Sie eine Sicherung der Datenbank wieder her.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Set one in the preferences.</source>
            <translation>Setzen Sie eine in den Einstellungen.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>The PIN of this identity.</source>
            <translation>Die PIN dieser Identität.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>The PIN that was asked for.</source>
            <translation>Die PIN, nach der gefragt wurde.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>The identity in the record is damaged.</source>
            <translation>Die Identität in der Datenbank ist beschädigt.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>The same ID.</source>
            <translation>Dieselbe ID.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>This ID was given up with its PIN.</source>
            <translation>Diese ID wurde mit ihrer PIN aufgegeben.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>This PIN is too short or too plain.</source>
            <translation>Diese PIN ist zu kurz oder zu einfach.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>This is no ID.</source>
            <translation>Das ist keine ID.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>This is no name that a DICOM object can hold.</source>
            <translation>Das ist kein Name, den ein DICOM-Objekt aufnehmen kann.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>This is not the PIN.</source>
            <translation>Das ist nicht die PIN.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Too many wrong PINs were given.</source>
            <translation>Zu viele falsche PINs wurden eingegeben.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Try again after %1 s.</source>
            <translation>Versuchen Sie es nach %1 s erneut.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Up to 64 letters, digits and . _ @ - without spaces.</source>
            <translation>Bis zu 64 Buchstaben, Ziffern und . _ @ - ohne Leerzeichen.</translation>
        </message>
        <message>
            <location filename="store/identity" />
            <source>Write it so.</source>
            <translation>Schreiben Sie es so.</translation>
        </message>
        <message>
            <location filename="store/images" />
            <source>An image of the worklist.</source>
            <translation>Ein Bild der Arbeitsliste.</translation>
        </message>
        <message>
            <location filename="store/images" />
            <source>Open its file again.</source>
            <translation>Öffnen Sie seine Datei erneut.</translation>
        </message>
        <message>
            <location filename="store/images" />
            <source>Open the original file, or take the changed one in under another name.</source>
            <translation>Öffnen Sie die ursprüngliche Datei, oder nehmen Sie die geänderte unter anderem Namen auf.</translation>
        </message>
        <message>
            <location filename="store/images" />
            <source>The same pixels as then.</source>
            <translation>Dieselben Pixel wie damals.</translation>
        </message>
        <message>
            <location filename="store/images" />
            <source>This file's picture is not the one that was analysed or reviewed before.</source>
            <translation>Das Bild dieser Datei ist nicht das früher ausgewertete oder befundete.</translation>
        </message>
        <message>
            <location filename="store/images" />
            <source>This image is no longer in the record.</source>
            <translation>Dieses Bild ist nicht mehr in der Datenbank.</translation>
        </message>
        <message>
            <location filename="store/library" />
            <source>Close all other windows, then start the program again.</source>
            <translation>Schließen Sie alle anderen Fenster, und starten Sie das Programm neu.</translation>
        </message>
        <message>
            <location filename="store/library" />
            <source>No other open window.</source>
            <translation>Kein anderes offenes Fenster.</translation>
        </message>
        <message>
            <location filename="store/library" />
            <source>Restore the backup %1, if this was not meant.</source>
            <translation>Stellen Sie die Sicherung %1 wieder her, falls das nicht gewollt war.</translation>
        </message>
        <message>
            <location filename="store/library" />
            <source>The record is missing, although there are backups of it. A new one was begun.</source>
            <translation>Die Datenbank fehlt, obwohl es Sicherungen von ihr gibt. Eine neue wurde begonnen.</translation>
        </message>
        <message>
            <location filename="store/library" />
            <source>The record must be mended, and another window has it open.</source>
            <translation>Die Datenbank muss repariert werden, und ein anderes Fenster hat sie geöffnet.</translation>
        </message>
        <message>
            <location filename="store/library" />
            <source>The record of before.</source>
            <translation>Die bisherige Datenbank.</translation>
        </message>
        <message>
            <location filename="store/migrations" />
            <source>A record of SPCXR.</source>
            <translation>Eine Datenbank von SPCXR.</translation>
        </message>
        <message>
            <location filename="store/migrations" />
            <source>Move that file away.</source>
            <translation>Legen Sie diese Datei anderswo ab.</translation>
        </message>
        <message>
            <location filename="store/migrations" />
            <source>Schema %1 or older.</source>
            <translation>Schema %1 oder älter.</translation>
        </message>
        <message>
            <location filename="store/migrations" />
            <source>Start the newer version, or restore a backup from before the update.</source>
            <translation>Starten Sie die neuere Version, oder stellen Sie eine Sicherung von vor der Aktualisierung wieder her.</translation>
        </message>
        <message>
            <location filename="store/migrations" />
            <source>The file of the record belongs to another program.</source>
            <translation>Die Datei der Datenbank gehört zu einem anderen Programm.</translation>
        </message>
        <message>
            <location filename="store/migrations" />
            <source>The record was written by a newer version of SPCXR (schema %1).</source>
            <translation>Die Datenbank wurde von einer neueren Version von SPCXR geschrieben (Schema %1).</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>%1 %2 is installed already.</source>
            <translation>%1 %2 ist bereits installiert.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>%1 %2 is not installed.</source>
            <translation>%1 %2 ist nicht installiert.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>%1 is damaged, or was written by a newer version of the program.</source>
            <translation>%1 ist beschädigt oder wurde von einer neueren Programmversion geschrieben.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <location filename="store/settings" />
            <source>A folder with room that you may write to.</source>
            <translation>Ein beschreibbarer Ordner mit freiem Platz.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>A trusted key.</source>
            <translation>Ein vertrauenswürdiger Schlüssel.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>A version that is not there yet: a version never changes.</source>
            <translation>Eine Version, die es noch nicht gibt: Eine Version ändert sich nie.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>Free some space or mend the folder's permissions.</source>
            <translation>Schaffen Sie Platz, oder berichtigen Sie die Rechte des Ordners.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>Move the file away, and install the packages again.</source>
            <translation>Legen Sie die Datei anderswo ab, und installieren Sie die Pakete erneut.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>One of the installed packages: %1.</source>
            <translation>Eines der installierten Pakete: %1.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>See: spcxr-desktop models list</source>
            <translation>Siehe: spcxr-desktop models list</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>See: spcxr-desktop models trust list</source>
            <translation>Siehe: spcxr-desktop models trust list</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>The key %1… is not trusted.</source>
            <translation>Dem Schlüssel %1… wird nicht vertraut.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>The list as the program wrote it.</source>
            <translation>Die Liste, wie das Programm sie schrieb.</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>The list of models cannot be written to %1 (%2).</source>
            <translation>Die Liste der Modelle kann nicht nach %1 geschrieben werden (%2).</translation>
        </message>
        <message>
            <location filename="store/model_store" />
            <source>To install it again, first: spcxr-desktop models remove %1 %2</source>
            <translation>Um es erneut zu installieren, zuerst: spcxr-desktop models remove %1 %2</translation>
        </message>
        <message>
            <location filename="store/network" />
            <source>Schema %1.</source>
            <translation>Schema %1.</translation>
        </message>
        <message>
            <location filename="store/network" />
            <source>Start that version, or move %1 away: what waits in it will not be sent then.</source>
            <translation>Starten Sie jene Version, oder verschieben Sie %1: Was darin wartet, wird dann nicht gesendet.</translation>
        </message>
        <message>
            <location filename="store/network" />
            <source>The outbox was written by another version of SPCXR.</source>
            <translation>Der Ausgang wurde von einer anderen Version von SPCXR geschrieben.</translation>
        </message>
        <message>
            <location filename="store/nodes" />
            <source>Fewer.</source>
            <translation>Weniger.</translation>
        </message>
        <message>
            <location filename="store/nodes" />
            <source>Move %L1 away to begin a new list, or put a good copy in its place.</source>
            <translation>Verschieben Sie %L1, um eine neue Liste zu beginnen, oder legen Sie dort eine gute Kopie ab.</translation>
        </message>
        <message>
            <location filename="store/nodes" />
            <source>Remove one that is not used.</source>
            <translation>Entfernen Sie einen, der nicht genutzt wird.</translation>
        </message>
        <message>
            <location filename="store/nodes" />
            <source>The file as this version writes it.</source>
            <translation>Die Datei, wie diese Version sie schreibt.</translation>
        </message>
        <message>
            <location filename="store/nodes" />
            <source>The list of nodes (%1) cannot be read.</source>
            <translation>Die Liste der Knoten (%1) kann nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="store/nodes" />
            <source>There are %1 nodes already.</source>
            <translation>Es gibt bereits %1 Knoten.</translation>
        </message>
        <message>
            <location filename="store/open_review" />
            <source>A radiograph that was shown.</source>
            <translation>Eine Aufnahme, die gezeigt wurde.</translation>
        </message>
        <message>
            <location filename="store/open_review" />
            <source>A reason belongs to an amendment.</source>
            <translation>Zu einem Nachtrag gehört ein Grund.</translation>
        </message>
        <message>
            <location filename="store/open_review" />
            <source>Analyse this radiograph again, then sign.</source>
            <translation>Werten Sie diese Aufnahme erneut aus, dann signieren.</translation>
        </message>
        <message>
            <location filename="store/open_review" />
            <source>Open it first.</source>
            <translation>Öffnen Sie es zuerst.</translation>
        </message>
        <message>
            <location filename="store/open_review" />
            <source>Results that a signature can refer to.</source>
            <translation>Ergebnisse, auf die sich eine Signatur beziehen kann.</translation>
        </message>
        <message>
            <location filename="store/open_review" />
            <source>The results in view are not in the record.</source>
            <translation>Die angezeigten Ergebnisse sind nicht in der Datenbank.</translation>
        </message>
        <message>
            <location filename="store/open_review" />
            <source>This image was never decoded here.</source>
            <translation>Dieses Bild wurde hier nie dekodiert.</translation>
        </message>
        <message>
            <location filename="store/outbox" />
            <source>%L1 MiB of free room.</source>
            <translation>%L1 MiB freier Platz.</translation>
        </message>
        <message>
            <location filename="store/outbox" />
            <source>At most %L1 objects and %L2 GiB.</source>
            <translation>Höchstens %L1 Objekte und %L2 GiB.</translation>
        </message>
        <message>
            <location filename="store/outbox" />
            <source>Free some space, then send again; nothing was lost.</source>
            <translation>Schaffen Sie Platz, dann senden Sie erneut; nichts ging verloren.</translation>
        </message>
        <message>
            <location filename="store/outbox" />
            <source>See why they are not sent, or remove what is not wanted any more; nothing was lost.</source>
            <translation>Sehen Sie nach, warum sie nicht gesendet werden, oder entfernen Sie nicht mehr Benötigtes; nichts ging verloren.</translation>
        </message>
        <message>
            <location filename="store/outbox" />
            <source>The disk of the outbox is nearly full.</source>
            <translation>Der Datenträger des Ausgangs ist fast voll.</translation>
        </message>
        <message>
            <location filename="store/outbox" />
            <source>The outbox is full: %L1 objects (%L2 MiB) wait in it.</source>
            <translation>Der Ausgang ist voll: %L1 Objekte (%L2 MiB) warten darin.</translation>
        </message>
        <message>
            <location filename="store/quota" />
            <source> of %L1 GiB</source>
            <translation> von %L1 GiB</translation>
        </message>
        <message>
            <location filename="store/quota" />
            <source>Delete old studies or old backups, or free space on the disk.</source>
            <translation>Löschen Sie alte Studien oder Sicherungen, oder schaffen Sie Platz auf dem Datenträger.</translation>
        </message>
        <message>
            <location filename="store/quota" />
            <source>Room for the work of the next weeks.</source>
            <translation>Platz für die Arbeit der nächsten Wochen.</translation>
        </message>
        <message>
            <location filename="store/quota" />
            <source>The record takes %L1 GiB%2; %L3 GiB are free on its disk.</source>
            <translation>Die Datenbank belegt %L1 GiB%2; auf ihrem Datenträger sind %L3 GiB frei.</translation>
        </message>
        <message>
            <location filename="store/results" />
            <source>Analyse the image again.</source>
            <translation>Werten Sie das Bild erneut aus.</translation>
        </message>
        <message>
            <location filename="store/results" />
            <source>Stored results of this image are damaged.</source>
            <translation>Gespeicherte Ergebnisse dieses Bildes sind beschädigt.</translation>
        </message>
        <message>
            <location filename="store/review_rows" />
            <source>A stored review is not what was saved: its bytes were changed.</source>
            <translation>Eine gespeicherte Befundung ist nicht, was gesichert wurde: Ihre Bytes wurden verändert.</translation>
        </message>
        <message>
            <location filename="store/review_rows" />
            <source>Open the image again.</source>
            <translation>Öffnen Sie das Bild erneut.</translation>
        </message>
        <message>
            <location filename="store/review_rows" />
            <source>Restore a backup, or review the image again.</source>
            <translation>Stellen Sie eine Sicherung wieder her, oder befunden Sie das Bild erneut.</translation>
        </message>
        <message>
            <location filename="store/review_rows" />
            <source>The review as it was saved or signed.</source>
            <translation>Die Befundung, wie sie gesichert oder signiert wurde.</translation>
        </message>
        <message>
            <location filename="store/review_rows" />
            <source>This review is no longer a draft.</source>
            <translation>Diese Befundung ist kein Entwurf mehr.</translation>
        </message>
        <message>
            <location filename="store/reviews" />
            <source>Amend it: what was signed is kept.</source>
            <translation>Schreiben Sie einen Nachtrag: Das Signierte bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="store/reviews" />
            <source>Go on there, or close it there.</source>
            <translation>Fahren Sie dort fort, oder schließen Sie sie dort.</translation>
        </message>
        <message>
            <location filename="store/reviews" />
            <source>One window per review.</source>
            <translation>Ein Fenster je Befundung.</translation>
        </message>
        <message>
            <location filename="store/reviews" />
            <source>This review is open in another window.</source>
            <translation>Diese Befundung ist in einem anderen Fenster geöffnet.</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 audit entries</source>
            <translation>%L1 Protokolleinträge</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <location filename="ui/network_texts" />
            <location filename="ui/worklist_texts" />
            <source>%L1 images</source>
            <translation>%L1 Bilder</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 items</source>
            <translation>%L1 Einträge</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 masks</source>
            <translation>%L1 Masken</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 patients</source>
            <translation>%L1 Patienten</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 results</source>
            <translation>%L1 Ergebnisse</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 reviews</source>
            <translation>%L1 Befundungen</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 revision masks</source>
            <translation>%L1 Masken von Fassungen</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 revisions</source>
            <translation>%L1 Fassungen</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 series</source>
            <translation>%L1 Serien</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <location filename="ui/network_texts" />
            <location filename="ui/worklist_texts" />
            <source>%L1 studies</source>
            <translation>%L1 Studien</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>%L1 thumbnails</source>
            <translation>%L1 Vorschaubilder</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>Check the disk. The damaged file is kept as %1; a backup can be restored.</source>
            <translation>Prüfen Sie den Datenträger. Die beschädigte Datei wurde als %1 aufbewahrt; eine Sicherung kann wiederhergestellt werden.</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>The record was damaged. Saved: %1. Not readable: %2.</source>
            <translation>Die Datenbank war beschädigt. Gerettet: %1. Nicht lesbar: %2.</translation>
        </message>
        <message>
            <location filename="store/salvage" />
            <source>nothing that is known of</source>
            <translation>nichts, wovon man weiß</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>%1 was not taken as it is: %2. %3</source>
            <translation>%1 wurde nicht übernommen, wie es ist: %2. %3</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>Defaults are used for what is wrong. Check the preferences: whatever you change is saved again.</source>
            <translation>Für das Falsche gelten Vorgaben. Prüfen Sie die Einstellungen: Was Sie ändern, wird wieder gesichert.</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>Free some space or mend the folder's permissions; the settings hold until the program ends.</source>
            <translation>Schaffen Sie Platz, oder berichtigen Sie die Rechte des Ordners; die Einstellungen gelten bis zum Programmende.</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>It could not be moved away.</source>
            <translation>Sie konnte nicht beiseitegelegt werden.</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>The %L1 settings of this version.</source>
            <translation>Die %L1 Einstellungen dieser Version.</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>The file was kept as %1.</source>
            <translation>Die Datei wurde als %1 aufbewahrt.</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>The settings cannot be written to %1 (%2).</source>
            <translation>Die Einstellungen können nicht nach %1 geschrieben werden (%2).</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>it cannot be read (%1)</source>
            <translation>es kann nicht gelesen werden (%1)</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>it is not a table of settings</source>
            <translation>es ist keine Tabelle von Einstellungen</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>its format is %1, this version writes %2</source>
            <translation>sein Format ist %1, diese Version schreibt %2</translation>
        </message>
        <message>
            <location filename="store/settings" />
            <source>unknown or out of range: %1</source>
            <translation>unbekannt oder außerhalb des Bereichs: %1</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>ANOTHER PATIENT</source>
            <translation>ANDERER PATIENT</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>Bring it back</source>
            <translation>Zurückholen</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>Click here and choose a radiograph from the list, or drag one here.</source>
            <translation>Klicken Sie hier und wählen Sie eine Aufnahme aus der Liste, oder ziehen Sie eine hierher.</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>DIFFERENT PATIENTS: %1. Films of different patients are not linked.</source>
            <translation>VERSCHIEDENE PATIENTEN: %1. Aufnahmen verschiedener Patienten werden nicht gekoppelt.</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>LATEST</source>
            <translation>NEUESTE</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>MAYBE DIFFERENT PATIENTS: the headers do not confirm that these films are one patient's. They are not linked.</source>
            <translation>VIELLEICHT VERSCHIEDENE PATIENTEN: Die Header belegen nicht, dass diese Aufnahmen von einer Person sind. Sie sind nicht gekoppelt.</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>No earlier radiograph of this patient is open. Without a date, or without a name or birth date beside the patient ID, none is taken for one.</source>
            <translation>Keine frühere Aufnahme dieses Patienten ist geöffnet. Ohne Datum, oder ohne Namen oder Geburtsdatum neben der Patienten-ID, gilt keine als solche.</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>ORDER NOT KNOWN</source>
            <translation>REIHENFOLGE UNBEKANNT</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>PATIENT NOT CONFIRMED</source>
            <translation>PATIENT NICHT BESTÄTIGT</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>PRIOR, %L1 days earlier</source>
            <translation>VORAUFNAHME, %L1 Tage früher</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>PRIOR, 1 day earlier</source>
            <translation>VORAUFNAHME, 1 Tag früher</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>SAME DAY</source>
            <translation>SELBER TAG</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>SAME STUDY</source>
            <translation>SELBE STUDIE</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>TWO DIFFERENT PATIENTS: %1. They are not linked.</source>
            <translation>ZWEI VERSCHIEDENE PATIENTEN: %1. Sie sind nicht gekoppelt.</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>The other view of this study is not open.</source>
            <translation>Die andere Projektion dieser Studie ist nicht geöffnet.</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>The picture is on the other screen.</source>
            <translation>Das Bild ist auf dem anderen Bildschirm.</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>Zoom and place go along with the other pictures; the values are not comparable, so each has its window</source>
            <translation>Zoom und Ausschnitt folgen den anderen Bildern; die Werte sind nicht vergleichbar, daher hat jedes seine Fensterung</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>Zoom, place and window go along with the other pictures</source>
            <translation>Zoom, Ausschnitt und Fensterung folgen den anderen Bildern</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>no date</source>
            <translation>ohne Datum</translation>
        </message>
        <message>
            <location filename="ui/captions" />
            <source>view not stated</source>
            <translation>Projektion nicht angegeben</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>%L1 objects wait for their images.</source>
            <translation>%L1 Objekte warten auf ihre Bilder.</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>1 object waits for its image.</source>
            <translation>1 Objekt wartet auf sein Bild.</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>By hand</source>
            <translation>Von Hand</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>From other systems</source>
            <translation>Aus anderen Systemen</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>Not verified</source>
            <translation>Nicht verifiziert</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>Segmentation</source>
            <translation>Segmentierung</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>Semi-automatic</source>
            <translation>Halbautomatisch</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>Shown as these objects say it. Not part of your review, and never exported.</source>
            <translation>Angezeigt, wie diese Objekte es angeben. Nicht Teil Ihrer Befundung und nie exportiert.</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>Shown when you have given your opinion and revealed the findings.</source>
            <translation>Wird angezeigt, wenn Sie Ihre Meinung abgegeben und die Befunde aufgedeckt haben.</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>Structured report</source>
            <translation>Strukturierter Befund</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>Verified</source>
            <translation>Verifiziert</translation>
        </message>
        <message>
            <location filename="ui/derived_strings" />
            <source>and %L1 more segments</source>
            <translation>und %L1 weitere Segmente</translation>
        </message>
        <message>
            <location filename="ui/dialogs/about" />
            <source>About %1</source>
            <translation>Über %1</translation>
        </message>
        <message>
            <location filename="ui/dialogs/about" />
            <source>Libraries</source>
            <translation>Bibliotheken</translation>
        </message>
        <message>
            <location filename="ui/dialogs/about" />
            <source>Looking them up…</source>
            <translation>Werden ermittelt …</translation>
        </message>
        <message>
            <location filename="ui/dialogs/about" />
            <location filename="ui/dialogs/model_card" />
            <location filename="ui/dialogs/sign" />
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <location filename="ui/dialogs/about" />
            <source>Program</source>
            <translation>Programm</translation>
        </message>
        <message>
            <location filename="ui/dialogs/about" />
            <source>Versions and licences</source>
            <translation>Versionen und Lizenzen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/about" />
            <source>licence not stated by its maker</source>
            <translation>Lizenz vom Hersteller nicht angegeben</translation>
        </message>
        <message>
            <location filename="ui/dialogs/amend" />
            <source>Amend</source>
            <translation>Nachtragen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/amend" />
            <source>Amend what is signed</source>
            <translation>Nachtrag zum Signierten</translation>
        </message>
        <message>
            <location filename="ui/dialogs/amend" />
            <source>Give up</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/amend" />
            <source>Give up the amendment</source>
            <translation>Nachtrag verwerfen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/amend" />
            <source>It stays in the record as it is. A draft begins from it; signing that replaces it, and names it.</source>
            <translation>Es bleibt unverändert in der Datenbank. Ein Entwurf beginnt daraus; dessen Signatur ersetzt es und nennt es.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/amend" />
            <location filename="ui/dialogs/export" />
            <location filename="ui/dialogs/send" />
            <source>What is signed</source>
            <translation>Was signiert ist</translation>
        </message>
        <message>
            <location filename="ui/dialogs/amend" />
            <source>What you changed since it was begun is thrown away. What was signed stands:</source>
            <translation>Ihre Änderungen seit Beginn werden verworfen. Das Signierte gilt weiter:</translation>
        </message>
        <message>
            <location filename="ui/dialogs/controls" />
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>%L1 case</source>
            <translation>%L1 Fall</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>%L1 cases</source>
            <translation>%L1 Fälle</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Any stage</source>
            <translation>Jeder Zeitpunkt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <location filename="ui/dialogs/signatures" />
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <location filename="ui/dialogs/export" />
            <location filename="ui/dialogs/model_card" />
            <location filename="ui/dialogs/monitoring" />
            <location filename="ui/dialogs/preferences" />
            <location filename="ui/dialogs/query" />
            <location filename="ui/dialogs/send" />
            <location filename="ui/dialogs/signatures" />
            <location filename="ui/dialogs/versions" />
            <location filename="ui/panels/outbox" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <location filename="ui/network_texts" />
            <location filename="ui/worklist_texts" />
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Every finding</source>
            <translation>Jeder Befund</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Every kind</source>
            <translation>Jede Art</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Every model version</source>
            <translation>Jede Modellversion</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <location filename="ui/dialogs/label_settings" />
            <location filename="ui/dialogs/model_card_text" />
            <source>Finding</source>
            <translation>Befund</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Judged</source>
            <translation>Beurteilt am</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Look again</source>
            <translation>Erneut suchen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <location filename="ui/dialogs/monitoring" />
            <location filename="ui/dialogs/versions" />
            <source>Looking through the record…</source>
            <translation>Die Datenbank wird durchgesehen …</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <location filename="ui/dialogs/versions" />
            <location filename="ui/survey_texts" />
            <source>Model version</source>
            <translation>Modellversion</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <location filename="ui/dialogs/query_form" />
            <location filename="ui/network_texts" />
            <location filename="ui/panels/transfers" />
            <location filename="ui/worklist_texts" />
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <location filename="ui/dialogs/versions" />
            <source>Reader</source>
            <translation>Befunder</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Show the film</source>
            <translation>Aufnahme zeigen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <source>Stage</source>
            <translation>Zeitpunkt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/disagreements" />
            <location filename="ui/dialogs/signatures" />
            <source>Why</source>
            <translation>Grund</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>%L1 files were written.</source>
            <translation>%L1 Dateien wurden geschrieben.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>1 file was written.</source>
            <translation>1 Datei wurde geschrieben.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>A folder, from its root.</source>
            <translation>Ein Ordner, von der Wurzel an.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Another export is still running.</source>
            <translation>Ein anderer Export läuft noch.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Choose a folder.</source>
            <translation>Wählen Sie einen Ordner.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <location filename="ui/dialogs/nodes" />
            <location filename="ui/network_page" />
            <source>Choose…</source>
            <translation>Wählen…</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Export into</source>
            <translation>Exportieren nach</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Files of these names are there already.</source>
            <translation>Dateien mit diesen Namen gibt es dort bereits.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Free names.</source>
            <translation>Freie Namen.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Nothing was written.</source>
            <translation>Nichts wurde geschrieben.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Open the folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Outlines as a label map (few programs read it)</source>
            <translation>Umrisse als Labelmap (nur wenige Programme lesen sie)</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <location filename="ui/panels/strips" />
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Replace them</source>
            <translation>Ersetzen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Replace them, or choose another folder.</source>
            <translation>Ersetzen Sie sie oder wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <location filename="ui/panels/transfers" />
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Stopped. Nothing was written.</source>
            <translation>Gestoppt. Es wurde nichts geschrieben.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>The names of the files say nothing of the patient; the files themselves do.</source>
            <translation>Die Dateinamen verraten nichts über den Patienten, die Dateien selbst schon.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>This is no whole path.</source>
            <translation>Das ist kein vollständiger Pfad.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/export" />
            <source>Wait for it.</source>
            <translation>Warten Sie darauf.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>6 to 64 digits, letters or signs, not all the same.</source>
            <translation>6 bis 64 Ziffern, Buchstaben oder Zeichen, nicht alle gleich.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>Begin a new identity</source>
            <translation>Neue Identität beginnen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>Change the PIN…</source>
            <translation>PIN ändern…</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>From then on signatures say UNVERIFIED. What was signed stays as it is.</source>
            <translation>Danach tragen Signaturen den Vermerk UNVERIFIED. Bereits Signiertes bleibt, wie es ist.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>Name and ID…</source>
            <translation>Name und ID…</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>PIN forgotten…</source>
            <translation>PIN vergessen…</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <location filename="ui/dialogs/nodes" />
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>Remove the PIN</source>
            <translation>PIN entfernen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>Remove the PIN…</source>
            <translation>PIN entfernen…</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <location filename="ui/dialogs/nodes" />
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>Set a PIN…</source>
            <translation>PIN festlegen…</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>The PIN is forgotten</source>
            <translation>Die PIN ist vergessen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>The PIN that proves who signs</source>
            <translation>Die PIN, die belegt, wer signiert</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>The name stands in signatures and in what is exported; the ID in the audit trail and with judgements.</source>
            <translation>Der Name steht in Signaturen und Exporten, die ID im Audit-Trail und bei Urteilen.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/identity" />
            <source>Who reads here</source>
            <translation>Wer hier befundet</translation>
        </message>
        <message>
            <location filename="ui/dialogs/key_field" />
            <source>New key</source>
            <translation>Neue Taste</translation>
        </message>
        <message>
            <location filename="ui/dialogs/key_sheet" />
            <location filename="ui/help" />
            <source>In the picture</source>
            <translation>Im Bild</translation>
        </message>
        <message>
            <location filename="ui/dialogs/key_sheet" />
            <source>PDF (*.pdf);;HTML (*.html)</source>
            <translation>PDF (*.pdf);;HTML (*.html)</translation>
        </message>
        <message>
            <location filename="ui/dialogs/key_sheet" />
            <source>Save the keys</source>
            <translation>Tasten sichern</translation>
        </message>
        <message>
            <location filename="ui/dialogs/key_sheet" />
            <source>Window of the file, by number</source>
            <translation>Fensterung der Datei, nach Nummer</translation>
        </message>
        <message>
            <location filename="ui/dialogs/key_table" />
            <source>Action</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <location filename="ui/dialogs/key_table" />
            <location filename="ui/dialogs/preferences" />
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <location filename="ui/dialogs/key_table" />
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <location filename="ui/dialogs/label_settings" />
            <source>As above</source>
            <translation>Wie oben</translation>
        </message>
        <message>
            <location filename="ui/dialogs/label_settings" />
            <source>How common a finding is among the films read here. With it, Show scores also says what a flag and no flag are worth (PPV and NPV).</source>
            <translation>Wie häufig ein Befund unter den hier befundeten Aufnahmen ist. Damit nennt „Scores zeigen“ auch, was eine Markierung und keine Markierung wert sind (PPW und NPW).</translation>
        </message>
        <message>
            <location filename="ui/dialogs/label_settings" />
            <source>No loaded model scores a finding.</source>
            <translation>Kein geladenes Modell gibt einem Befund einen Score.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/label_settings" />
            <location filename="ui/dialogs/model_card_text" />
            <location filename="ui/dialogs/preferences" />
            <source>Operating point</source>
            <translation>Arbeitspunkt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/label_settings" />
            <source>Prevalence</source>
            <translation>Prävalenz</translation>
        </message>
        <message>
            <location filename="ui/dialogs/label_settings" />
            <source>not set</source>
            <translation>nicht gesetzt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card" />
            <location filename="ui/main_window" />
            <source>Model card</source>
            <translation>Modellkarte</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card" />
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card" />
            <source>Print…</source>
            <translation>Drucken …</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card" />
            <source>Save as PDF…</source>
            <translation>Als PDF sichern …</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card" />
            <source>Save the model card</source>
            <translation>Modellkarte sichern</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <location filename="ui/finding_texts" />
            <source>%1 (%2 to %3)</source>
            <translation>%1 (%2 bis %3)</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>A score: its calibration was not measured to hold in every source.</source>
            <translation>Ein Score: Dass seine Kalibrierung in jeder Quelle gilt, ist nicht gemessen.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>AUROC</source>
            <translation>AUROC</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Area under the curve of the score while the patches with most evidence go (lower is better) or come.</source>
            <translation>Fläche unter der Kurve des Scores, während die Kacheln mit der meisten Evidenz entfernt (niedriger ist besser) oder eingefügt werden.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Calibration</source>
            <translation>Kalibrierung</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Data it was trained on</source>
            <translation>Trainingsdaten</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Deletion</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Dice</source>
            <translation>Dice</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <location filename="ui/panels/evidence" />
            <source>Evidence</source>
            <translation>Evidenz</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>False warnings at 95 % recall</source>
            <translation>Falsche Warnungen bei 95 % Sensitivität</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Figures by source and age, on validation films</source>
            <translation>Kennzahlen nach Quelle und Alter, an Validierungsaufnahmen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <location filename="ui/dialogs/monitoring" />
            <source>Films</source>
            <translation>Aufnahmen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Films that are unlike</source>
            <translation>Fremde Aufnahmen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Films unlike those it knows</source>
            <translation>Aufnahmen, anders als die ihm bekannten</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Insertion</source>
            <translation>Einfügen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Intended use</source>
            <translation>Zweckbestimmung</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Intercept (0 is right)</source>
            <translation>Achsenabschnitt (0 ist richtig)</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Its calibration was measured to hold in every source.</source>
            <translation>Dass seine Kalibrierung in jeder Quelle gilt, ist gemessen.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Known failures</source>
            <translation>Bekannte Schwächen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <location filename="ui/panels/findings" />
            <location filename="ui/strings" />
            <location filename="ui/survey_texts" />
            <location filename="ui/worklist_texts" />
            <source>Not assessed</source>
            <translation>Nicht beurteilt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Not evaluable</source>
            <translation>Nicht auswertbar</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Nothing was measured of this.</source>
            <translation>Hierzu wurde nichts gemessen.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Operating points, measured on validation</source>
            <translation>Arbeitspunkte, gemessen an der Validierung</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Origin</source>
            <translation>Herkunft</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Outlines of the lungs, on validation films</source>
            <translation>Lungenumrisse, an Validierungsaufnahmen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Package</source>
            <translation>Paket</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Rule</source>
            <translation>Regel</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Sensitivity</source>
            <translation>Sensitivität</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Share inside the lungs</source>
            <translation>Anteil innerhalb der Lungen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Slope (1 is right)</source>
            <translation>Steigung (1 ist richtig)</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Source and age</source>
            <translation>Quelle und Alter</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Specificity</source>
            <translation>Spezifität</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>The package names none.</source>
            <translation>Das Paket nennt keine.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Threshold</source>
            <translation>Schwellenwert</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>With</source>
            <translation>Mit</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Without</source>
            <translation>Ohne</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>Worst 5 % below</source>
            <translation>Schlechteste 5 % unter</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>at random</source>
            <translation>zufällig</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>by occlusion</source>
            <translation>durch Abdecken</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>does not hold</source>
            <translation>gilt nicht</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>holds</source>
            <translation>gilt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/model_card_text" />
            <source>the model’s own choice</source>
            <translation>die Wahl des Modells</translation>
        </message>
        <message>
            <location filename="ui/dialogs/monitoring" />
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <location filename="ui/dialogs/monitoring" />
            <source>Rate in the plot</source>
            <translation>Rate im Diagramm</translation>
        </message>
        <message>
            <location filename="ui/dialogs/monitoring" />
            <source>Rates with their intervals; the table says the same</source>
            <translation>Raten mit ihren Intervallen; die Tabelle sagt dasselbe</translation>
        </message>
        <message>
            <location filename="ui/dialogs/monitoring" />
            <source>Save as CSV…</source>
            <translation>Als CSV sichern …</translation>
        </message>
        <message>
            <location filename="ui/dialogs/monitoring" />
            <source>Save the table</source>
            <translation>Tabelle sichern</translation>
        </message>
        <message>
            <location filename="ui/dialogs/monitoring" />
            <source>Told apart by</source>
            <translation>Unterschieden nach</translation>
        </message>
        <message>
            <location filename="ui/dialogs/monitoring" />
            <source>the plot has the last %L1 of %L2 rows</source>
            <translation>das Diagramm zeigt die letzten %L1 von %L2 Zeilen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/network" />
            <location filename="ui/dialogs/preferences" />
            <source>Network</source>
            <translation>Netzwerk</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Add a node</source>
            <translation>Knoten hinzufügen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <location filename="ui/network_page" />
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Ask it to vouch for what was sent (storage commitment)</source>
            <translation>Bestätigung für Gesendetes anfordern (Storage Commitment)</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Certificates (*.pem *.crt *.cer *.key);;All files (*)</source>
            <translation>Zertifikate (*.pem *.crt *.cer *.key);;Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Certificates of the authority to trust</source>
            <translation>Zertifikate der vertrauenswürdigen Zertifizierungsstelle</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Change the node</source>
            <translation>Knoten ändern</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Choose a certificate</source>
            <translation>Zertifikat wählen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Encrypt with TLS</source>
            <translation>Mit TLS verschlüsseln</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Host</source>
            <translation>Host</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Its AE title</source>
            <translation>Sein AE-Titel</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Its private key</source>
            <translation>Privater Schlüssel dazu</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <location filename="ui/dialogs/query_form" />
            <source>Node</source>
            <translation>Knoten</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <location filename="ui/network_page" />
            <source>Our AE title</source>
            <translation>Unser AE-Titel</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Our certificate, where the node asks for one</source>
            <translation>Unser Zertifikat, falls der Knoten eines verlangt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Password or token</source>
            <translation>Passwort oder Token</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <location filename="ui/network_page" />
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Protocol</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Remove the node</source>
            <translation>Knoten entfernen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Sign-in</source>
            <translation>Anmeldung</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>Those of the system</source>
            <translation>Die des Systems</translation>
        </message>
        <message>
            <location filename="ui/dialogs/nodes" />
            <source>User</source>
            <translation>Benutzer</translation>
        </message>
        <message>
            <location filename="ui/dialogs/plots" />
            <source>mean score</source>
            <translation>mittlerer Score</translation>
        </message>
        <message>
            <location filename="ui/dialogs/plots" />
            <source>per cent</source>
            <translation>Prozent</translation>
        </message>
        <message>
            <location filename="ui/dialogs/plots" />
            <source>share with the finding</source>
            <translation>Anteil mit dem Befund</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>A checked copy beside it on each day of use; the last seven are kept.</source>
            <translation>An jedem Tag der Nutzung eine geprüfte Kopie daneben; die letzten sieben werden behalten.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Analyse radiographs when they are opened</source>
            <translation>Aufnahmen beim Öffnen auswerten</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Appearance</source>
            <translation>Darstellung</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Ask for an export after signing</source>
            <translation>Nach dem Signieren Export anbieten</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Back up the record every day</source>
            <translation>Datenbank täglich sichern</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <location filename="ui/finding_texts" />
            <source>Balanced</source>
            <translation>Ausgewogen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Categories</source>
            <translation>Bereiche</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Compute on</source>
            <translation>Berechnen auf</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Deutsch</source>
            <translation>Deutsch</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Each model's own choice</source>
            <translation>Die Wahl des jeweiligen Modells</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>English</source>
            <translation>English</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <location filename="ui/panels/findings" />
            <location filename="ui/panels/labels" />
            <source>Findings</source>
            <translation>Befunde</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Hide results until I have read the film</source>
            <translation>Ergebnisse verbergen, bis ich die Aufnahme befundet habe</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Hides pictures and names until a key is pressed. No password: it keeps glances off, not people.</source>
            <translation>Verbirgt Bilder und Namen bis zum nächsten Tastendruck. Kein Kennwort: Es hält Blicke fern, keine Menschen.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Holds from the next start.</source>
            <translation>Gilt ab dem nächsten Start.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Holds from the next start. Every result says what it was computed on.</source>
            <translation>Gilt ab dem nächsten Start. Jedes Ergebnis nennt, worauf es berechnet wurde.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Language of the system</source>
            <translation>Sprache des Systems</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Layout at the start</source>
            <translation>Layout beim Start</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Lock when nothing was touched for</source>
            <translation>Sperren, wenn so lange nichts berührt wurde</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>No names, ids, dates of birth, descriptions and file names on screen; patients are numbered instead. What is burnt into the pixels stays in view, and nothing in the files is changed.</source>
            <translation>Keine Namen, IDs, Geburtsdaten, Beschreibungen und Dateinamen auf dem Bildschirm; Patienten werden stattdessen nummeriert. Was in die Pixel eingebrannt ist, bleibt sichtbar, und an den Dateien ändert sich nichts.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Of all texts but the pixels of the radiograph.</source>
            <translation>Aller Texte, außer in den Pixeln der Aufnahme.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Of every finding that has none of its own below. Another one needs no new analysis: flags are taken again from the scores, as a new result set beside the old.</source>
            <translation>Für jeden Befund, der unten keinen eigenen hat. Ein anderer braucht keine neue Auswertung: Die Markierungen werden aus den Scores neu bestimmt, als neues Ergebnis neben dem alten.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Only where each reader has an account of their own. It is asked for with every signature where no PIN is set; without it a signature says UNVERIFIED.</source>
            <translation>Nur wo jeder Befunder ein eigenes Konto hat. Ohne festgelegte PIN wird bei jeder Signatur um diese Bestätigung gebeten; ohne sie trägt die Signatur den Vermerk UNVERIFIED.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <location filename="ui/panels/evidence" />
            <source>Opacity of the evidence</source>
            <translation>Deckkraft der Evidenz</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <location filename="ui/panels/lungs" />
            <source>Opacity of the lungs</source>
            <translation>Deckkraft der Lungenmaske</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Paths of what was opened last, in the File menu. None are remembered while names are hidden.</source>
            <translation>Pfade des zuletzt Geöffneten, im Menü Datei. Solange Namen verborgen sind, wird keiner gemerkt.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Preferences</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Privacy</source>
            <translation>Privatsphäre</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Reading</source>
            <translation>Befundung</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Receiving</source>
            <translation>Empfang</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Record</source>
            <translation>Datenbank</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Remember recent cases</source>
            <translation>Letzte Fälle merken</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Reset all settings</source>
            <translation>Alle Einstellungen zurücksetzen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <location filename="ui/finding_texts" />
            <source>Rule-in</source>
            <translation>Einschluss</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <location filename="ui/finding_texts" />
            <source>Rule-out</source>
            <translation>Ausschluss</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Search the settings</source>
            <translation>Einstellungen durchsuchen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Show the lungs</source>
            <translation>Lungenmaske zeigen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Show the next study after signing</source>
            <translation>Nach dem Signieren nächste Studie zeigen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <location filename="ui/dialogs/signing" />
            <source>Signing</source>
            <translation>Signieren</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Size of texts</source>
            <translation>Schriftgröße</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>The fastest that gives the right numbers</source>
            <translation>Das Schnellste, das die richtigen Zahlen liefert</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>The first of an opening at once, the others when they are looked at. Off: only when asked for.</source>
            <translation>Die ersten einer Öffnung sofort, die anderen beim Ansehen. Aus: nur auf Wunsch.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>The login of this computer may prove who signs</source>
            <translation>Die Anmeldung an diesem Computer darf belegen, wer signiert</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>The outlines that the model drew. A key of their own shows or hides them while reading.</source>
            <translation>Die Umrisse, die das Modell zeichnete. Eine eigene Taste zeigt oder verbirgt sie beim Befunden.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>The processor only</source>
            <translation>Nur der Prozessor</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>The room left on its disk is watched in any case. Nothing is ever deleted by itself.</source>
            <translation>Der freie Platz auf dem Datenträger wird in jedem Fall überwacht. Von selbst wird nie etwas gelöscht.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>Warn before the record takes more than</source>
            <translation>Warnen, bevor die Datenbank größer wird als</translation>
        </message>
        <message>
            <location filename="ui/dialogs/preferences" />
            <source>You say of each finding whether you see it; then the results are shown. Both are kept.</source>
            <translation>Sie sagen zu jedem Befund, ob Sie ihn sehen; dann werden die Ergebnisse gezeigt. Beides wird aufbewahrt.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query" />
            <source>Get</source>
            <translation>Abrufen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query" />
            <source>Get from the archive</source>
            <translation>Aus dem Archiv abrufen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query" />
            <location filename="ui/dialogs/send" />
            <source>Set up a node…</source>
            <translation>Knoten einrichten…</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query" />
            <location filename="ui/panels/strips" />
            <location filename="ui/panels/transfers" />
            <source>Show</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query" />
            <source>Stop the search</source>
            <translation>Suche stoppen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query" />
            <source>Studies found</source>
            <translation>Gefundene Studien</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query_form" />
            <source>Accession number</source>
            <translation>Accession Number</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query_form" />
            <source>Any</source>
            <translation>Alle</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query_form" />
            <location filename="ui/panels/transfers" />
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query_form" />
            <location filename="ui/network_texts" />
            <location filename="ui/worklist_texts" />
            <source>Modality</source>
            <translation>Modalität</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query_form" />
            <source>Patient ID</source>
            <translation>Patienten-ID</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query_form" />
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/query_form" />
            <source>Until</source>
            <translation>Bis</translation>
        </message>
        <message>
            <location filename="ui/dialogs/send" />
            <source>Being made…</source>
            <translation>Wird erstellt…</translation>
        </message>
        <message>
            <location filename="ui/dialogs/send" />
            <location filename="ui/panels/outbox" />
            <source>Object</source>
            <translation>Objekt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/send" />
            <location filename="ui/panels/outbox" />
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <location filename="ui/dialogs/send" />
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <location filename="ui/dialogs/send" />
            <source>Send results</source>
            <translation>Ergebnisse senden</translation>
        </message>
        <message>
            <location filename="ui/dialogs/send" />
            <source>Send to</source>
            <translation>Senden an</translation>
        </message>
        <message>
            <location filename="ui/dialogs/send" />
            <location filename="ui/dialogs/versions" />
            <location filename="ui/panels/outbox" />
            <location filename="ui/panels/transfers" />
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <location filename="ui/dialogs/send" />
            <source>What became of each object</source>
            <translation>Was aus jedem Objekt wurde</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sheet" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Conflict of keys</source>
            <translation>Tastenkonflikt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Give it to “%1”</source>
            <translation>An „%1“ geben</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Keys of all actions</source>
            <translation>Tasten aller Aktionen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Leave it as it is</source>
            <translation>Lassen, wie es ist</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Record a key</source>
            <translation>Taste aufnehmen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Reset all keys</source>
            <translation>Alle Tasten zurücksetzen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Reset this one</source>
            <translation>Diese zurücksetzen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Search actions and keys</source>
            <translation>Aktionen und Tasten durchsuchen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>Take its keys away</source>
            <translation>Ihre Tasten wegnehmen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/shortcut_editor" />
            <source>The key %1 belongs to “%2”.</source>
            <translation>Die Taste %1 gehört zu „%2“.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>Drawings</source>
            <translation>Zeichnungen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>Export after signing</source>
            <translation>Export nach dem Signieren</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>Findings and judgements</source>
            <translation>Befunde und Urteile</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>Flagged, and you said nothing of it:</source>
            <translation>Markiert, aber von Ihnen nicht beurteilt:</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>I am logged in as %1, and sign as that account</source>
            <translation>Ich bin als %1 angemeldet und unterschreibe mit diesem Konto</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>It replaces</source>
            <translation>Ersetzt</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>Lung mask</source>
            <translation>Lungenmaske</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <location filename="ui/view/canvas" />
            <source>Radiograph</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>Sign</source>
            <translation>Signieren</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>Sign the amendment</source>
            <translation>Nachtrag signieren</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>Sign the review</source>
            <translation>Befundung signieren</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>Signing…</source>
            <translation>Wird signiert…</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>You and the model disagree, and no reason is given:</source>
            <translation>Sie und das Modell sind uneins, und es ist kein Grund angegeben:</translation>
        </message>
        <message>
            <location filename="ui/dialogs/sign" />
            <source>You sign as:</source>
            <translation>Sie signieren als:</translation>
        </message>
        <message>
            <location filename="ui/dialogs/signatures" />
            <source>An amendment is open: give it up or sign it to look at another revision.</source>
            <translation>Ein Nachtrag ist offen: Verwerfen oder signieren Sie ihn, um eine andere Revision anzusehen.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/signatures" />
            <source>Hash</source>
            <translation>Hash</translation>
        </message>
        <message>
            <location filename="ui/dialogs/signatures" />
            <source>Identity</source>
            <translation>Identität</translation>
        </message>
        <message>
            <location filename="ui/dialogs/signatures" />
            <source>Nothing was signed here.</source>
            <translation>Hier wurde nichts signiert.</translation>
        </message>
        <message>
            <location filename="ui/dialogs/signatures" />
            <source>Show this revision</source>
            <translation>Diese Revision zeigen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/signatures" />
            <source>Signatures</source>
            <translation>Signaturen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/signatures" />
            <location filename="ui/worklist_texts" />
            <source>Signed</source>
            <translation>Signiert</translation>
        </message>
        <message>
            <location filename="ui/dialogs/versions" />
            <source>Gates</source>
            <translation>Prüfungen</translation>
        </message>
        <message>
            <location filename="ui/dialogs/versions" />
            <source>Processor</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <location filename="ui/evidence_strings" />
            <source> and </source>
            <translation> und </translation>
        </message>
        <message>
            <location filename="ui/evidence_strings" />
            <source>%1; sums to the score</source>
            <translation>%1; ergibt in der Summe den Score</translation>
        </message>
        <message>
            <location filename="ui/evidence_strings" />
            <source>%L1 % within the lungs</source>
            <translation>%L1 % innerhalb der Lungen</translation>
        </message>
        <message>
            <location filename="ui/evidence_strings" />
            <source>0 to %1 logit per 1 % of the film</source>
            <translation>0 bis %1 Logit je 1 % der Aufnahme</translation>
        </message>
        <message>
            <location filename="ui/evidence_strings" />
            <source>Evidence for %1</source>
            <translation>Evidenz für %1</translation>
        </message>
        <message>
            <location filename="ui/evidence_strings" />
            <source>Not made afterwards: the score is the sum of what the patches of the film add and take, and this is what they add. The outline holds half of it. Pale colours are little evidence; no map is stretched to look strong.</source>
            <translation>Nicht nachträglich erzeugt: Der Score ist die Summe dessen, was die Kacheln der Aufnahme beitragen und abziehen, und dies ist, was sie beitragen. Der Umriss enthält die Hälfte davon. Blasse Farben bedeuten wenig Evidenz; keine Karte wird gespreizt, um stark zu wirken.</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>%L1 finding flagged</source>
            <translation>%L1 Befund markiert</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>%L1 findings flagged</source>
            <translation>%L1 Befunde markiert</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>%L1 flagged, %L2 exploratory</source>
            <translation>%L1 markiert, %L2 explorativ</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Accepted</source>
            <translation>Zugestimmt</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Agree: it is not there</source>
            <translation>Zustimmen: liegt nicht vor</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Agreed: not there</source>
            <translation>Zugestimmt: liegt nicht vor</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Another disease</source>
            <translation>Andere Krankheit</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Artefact</source>
            <translation>Artefakt</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Assessed</source>
            <translation>Beurteilt</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>At a prevalence of %1 %:</source>
            <translation>Bei einer Prävalenz von %1 %:</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <location filename="ui/signing_texts" />
            <source>Before results:</source>
            <translation>Vor den Ergebnissen:</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Device or line</source>
            <translation>Fremdmaterial oder Katheter</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Distance %L1, unusual above %L2</source>
            <translation>Abstand %L1, ungewöhnlich über %L2</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Do not lean on what follows. Its flags do not move the film up the worklist.</source>
            <translation>Verlassen Sie sich nicht auf das Folgende. Seine Markierungen rücken die Aufnahme in der Arbeitsliste nicht nach oben.</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Draw an ellipse around it in the picture. Esc leaves it.</source>
            <translation>Zeichnen Sie im Bild eine Ellipse darum. Esc bricht ab.</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Elsewhere, as drawn</source>
            <translation>Anderswo, wie eingezeichnet</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Exploratory flag only</source>
            <translation>Nur explorative Markierung</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>It is not there</source>
            <translation>Liegt nicht vor</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>It is there</source>
            <translation>Liegt vor</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Known before</source>
            <translation>Vorbekannt</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Missed by the models</source>
            <translation>Von den Modellen übersehen</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Missed by the models, as drawn</source>
            <translation>Von den Modellen übersehen, wie eingezeichnet</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Missed: it is there</source>
            <translation>Übersehen: liegt vor</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>NPV %1</source>
            <translation>NPW %1</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Normal anatomy</source>
            <translation>Normale Anatomie</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>On an earlier result set:</source>
            <translation>Zu einem früheren Ergebnis:</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>PPV %1</source>
            <translation>PPW %1</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <location filename="ui/strings" />
            <source>Read it first</source>
            <translation>Zuerst selbst befunden</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Rejected</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Something else, see the note</source>
            <translation>Anderes, siehe Notiz</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Technique</source>
            <translation>Aufnahmetechnik</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>The models are done. What they flagged stays hidden until you have said what you see.</source>
            <translation>Die Modelle sind fertig. Was sie markiert haben, bleibt verborgen, bis Sie gesagt haben, was Sie sehen.</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>The outlines of the lungs are no finding and stay in view.</source>
            <translation>Die Umrisse der Lungen sind kein Befund und bleiben sichtbar.</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Too faint</source>
            <translation>Zu schwach</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Unlike the films that the models know</source>
            <translation>Anders als die Aufnahmen, die die Modelle kennen</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Wrong place</source>
            <translation>Falscher Ort</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>Wrong side</source>
            <translation>Falsche Seite</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>elsewhere</source>
            <translation>anderswo</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <location filename="ui/strings" />
            <source>exploratory</source>
            <translation>explorativ</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <location filename="ui/signing_texts" />
            <location filename="ui/survey_texts" />
            <source>flagged</source>
            <translation>markiert</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <location filename="ui/signing_texts" />
            <location filename="ui/survey_texts" />
            <source>not flagged</source>
            <translation>nicht markiert</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>not there</source>
            <translation>liegt nicht vor</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>sensitivity %1, specificity %2</source>
            <translation>Sensitivität %1, Spezifität %2</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>there</source>
            <translation>liegt vor</translation>
        </message>
        <message>
            <location filename="ui/finding_texts" />
            <source>uncertain</source>
            <translation>unsicher</translation>
        </message>
        <message>
            <location filename="ui/main" />
            <source>A whole installation.</source>
            <translation>Eine vollständige Installation.</translation>
        </message>
        <message>
            <location filename="ui/main" />
            <source>Install the program again; until then it speaks English.</source>
            <translation>Installieren Sie das Programm neu; bis dahin spricht es Englisch.</translation>
        </message>
        <message>
            <location filename="ui/main" />
            <source>The files of the chosen language are missing or damaged.</source>
            <translation>Die Dateien der gewählten Sprache fehlen oder sind beschädigt.</translation>
        </message>
        <message>
            <location filename="ui/main_window" />
            <source>Hide scores</source>
            <translation>Scores verbergen</translation>
        </message>
        <message>
            <location filename="ui/main_window" />
            <source>What could not be opened</source>
            <translation>Was nicht geöffnet werden konnte</translation>
        </message>
        <message>
            <location filename="ui/main_window" />
            <source>What does not agree</source>
            <translation>Was nicht zusammenpasst</translation>
        </message>
        <message>
            <location filename="ui/main_window" />
            <source>What the network tells</source>
            <translation>Meldungen des Netzwerks</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>%1 against the model: %2 %, Dice %L3</source>
            <translation>%1 gegen das Modell: %2 %, Dice %L3</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>%1 is hidden</source>
            <translation>%1 ist verborgen</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>%1 is locked</source>
            <translation>%1 ist gesperrt</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <location filename="ui/strings" />
            <source>%1 px</source>
            <translation>%1 px</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>%L1 cm</source>
            <translation>%L1 cm</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>Area right to left: %L1</source>
            <translation>Fläche rechts zu links: %L1</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <location filename="ui/signing_texts" />
            <source>Edited by the reader</source>
            <translation>Vom Befunder bearbeitet</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>Enter accepts, Esc leaves it</source>
            <translation>Eingabe nimmt an, Esc verwirft</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>Height: right %1, left %2</source>
            <translation>Höhe: rechts %1, links %2</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>Lasso</source>
            <translation>Lasso</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>Livewire</source>
            <translation>Livewire</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>Right</source>
            <translation>Rechts</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>This frame has no mask to edit</source>
            <translation>Dieses Einzelbild hat keine Maske zu bearbeiten</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>[ and ] change the size</source>
            <translation>[ und ] ändern die Größe</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>[ and ] change the size, Ctrl takes away</source>
            <translation>[ und ] ändern die Größe, Strg nimmt weg</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>click along the edge, Enter closes, Ctrl takes away</source>
            <translation>entlang der Kante klicken, Eingabe schließt, Strg nimmt weg</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>click the corners, Enter closes, Ctrl takes away</source>
            <translation>auf die Ecken klicken, Eingabe schließt, Strg nimmt weg</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>click what is to be filled, Ctrl takes away</source>
            <translation>auf das zu Füllende klicken, Strg nimmt weg</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>drag around it, Ctrl takes away</source>
            <translation>darum herum ziehen, Strg nimmt weg</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>green is added, pink is taken away</source>
            <translation>Grünes kommt hinzu, Rosa fällt weg</translation>
        </message>
        <message>
            <location filename="ui/mask_strings" />
            <source>keeps to the grey under the first touch; Ctrl takes away</source>
            <translation>hält sich an das Grau der ersten Berührung; Strg nimmt weg</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Angle: click the corner</source>
            <translation>Winkel: Klicken Sie auf den Scheitel</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Angle: click the end of one arm</source>
            <translation>Winkel: Klicken Sie auf das Ende eines Schenkels</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Angle: click the end of the other arm</source>
            <translation>Winkel: Klicken Sie auf das Ende des anderen Schenkels</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Arrow: click where it shall begin</source>
            <translation>Pfeil: Klicken Sie, wo er beginnen soll</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Arrow: press at the thing meant and drag away from it</source>
            <translation>Pfeil: Drücken Sie auf das Gemeinte und ziehen Sie davon weg</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>CTR %1</source>
            <translation>HTQ %1</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Cardiothoracic ratio: click one border of the heart at its widest</source>
            <translation>Herz-Thorax-Quotient: Klicken Sie auf einen Herzrand an der breitesten Stelle</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Cardiothoracic ratio: click the inner edge of the thorax on one side</source>
            <translation>Herz-Thorax-Quotient: Klicken Sie auf der einen Seite auf den Thoraxinnenrand</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Cardiothoracic ratio: click the inner edge of the thorax on the other side</source>
            <translation>Herz-Thorax-Quotient: Klicken Sie auf der anderen Seite auf den Thoraxinnenrand</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Cardiothoracic ratio: click the other border of the heart</source>
            <translation>Herz-Thorax-Quotient: Klicken Sie auf den anderen Herzrand</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Ellipse: click the opposite corner</source>
            <translation>Ellipse: Klicken Sie auf die gegenüberliegende Ecke</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Ellipse: drag from corner to corner of its box</source>
            <translation>Ellipse: Ziehen Sie von Ecke zu Ecke ihres Rahmens</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Every step is kept as it is made.</source>
            <translation>Jeder Schritt wird sofort aufbewahrt.</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>FLIPPED AND ROTATED 90° LEFT</source>
            <translation>GESPIEGELT UND 90° NACH LINKS GEDREHT</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>FLIPPED AND ROTATED 90° RIGHT</source>
            <translation>GESPIEGELT UND 90° NACH RECHTS GEDREHT</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>FLIPPED LEFT TO RIGHT</source>
            <translation>SEITLICH GESPIEGELT</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>FLIPPED UPSIDE DOWN</source>
            <translation>AUF DEN KOPF GESTELLT</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>In memory only: nothing is kept when the program ends.</source>
            <translation>Nur im Arbeitsspeicher: Beim Beenden wird nichts aufbewahrt.</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Length: click the other end</source>
            <translation>Länge: Klicken Sie auf das andere Ende</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Length: press at one end and drag to the other, or click both</source>
            <translation>Länge: Ziehen Sie von einem Ende zum anderen, oder klicken Sie auf beide</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Measurements and marks</source>
            <translation>Messungen und Markierungen</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Place both borders of the heart</source>
            <translation>Setzen Sie beide Herzränder</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>ROTATED 180°</source>
            <translation>180° GEDREHT</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>ROTATED 90° LEFT</source>
            <translation>90° NACH LINKS GEDREHT</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>ROTATED 90° RIGHT</source>
            <translation>90° NACH RECHTS GEDREHT</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Rectangle: click the opposite corner</source>
            <translation>Rechteck: Klicken Sie auf die gegenüberliegende Ecke</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Rectangle: drag from corner to corner</source>
            <translation>Rechteck: Ziehen Sie von Ecke zu Ecke</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>Text: click where it shall stand</source>
            <translation>Text: Klicken Sie, wo er stehen soll</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>column %L1, row %L2</source>
            <translation>Spalte %L1, Zeile %L2</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>mean %1   SD %2</source>
            <translation>Mittel %1   SD %2</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>min %1   max %2</source>
            <translation>Min. %1   Max. %2</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>value %1, stored %L2</source>
            <translation>Wert %1, gespeichert %L2</translation>
        </message>
        <message>
            <location filename="ui/measure_strings" />
            <source>value %L1</source>
            <translation>Wert %L1</translation>
        </message>
        <message>
            <location filename="ui/menus" />
            <source>More tools</source>
            <translation>Weitere Werkzeuge</translation>
        </message>
        <message>
            <location filename="ui/menus" />
            <source>Windows and look-up tables of the file</source>
            <translation>Fensterungen und Look-up-Tabellen der Datei</translation>
        </message>
        <message>
            <location filename="ui/menus" />
            <source>Windows of the file</source>
            <translation>Fensterungen der Datei</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Add…</source>
            <translation>Hinzufügen…</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Change…</source>
            <translation>Ändern…</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Listens on</source>
            <translation>Lauscht auf</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>May send: AE titles and addresses, with commas between</source>
            <translation>Dürfen senden: AE-Titel und Adressen, durch Kommas getrennt</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <location filename="ui/panels/labels" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Nodes</source>
            <translation>Knoten</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <location filename="ui/network_texts" />
            <location filename="ui/signing_texts" />
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Remove…</source>
            <translation>Entfernen…</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Results go there</source>
            <translation>Ergebnisse gehen dorthin</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Send results there</source>
            <translation>Ergebnisse dorthin senden</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Test</source>
            <translation>Testen</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Watch none</source>
            <translation>Keinen überwachen</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Watch this folder</source>
            <translation>Diesen Ordner überwachen</translation>
        </message>
        <message>
            <location filename="ui/network_page" />
            <source>Watched folder</source>
            <translation>Überwachter Ordner</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>%L1 of %L2 images</source>
            <translation>%L1 von %L2 Bildern</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>%L1 study</source>
            <translation>%L1 Studie</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>'%1' is there and takes us. It answered in %L2 ms.</source>
            <translation>„%1“ ist erreichbar und nimmt uns an. Antwort nach %L2 ms.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>30 days</source>
            <translation>30 Tage</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>7 days</source>
            <translation>7 Tage</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>A day of the search is none.</source>
            <translation>Ein Tag der Suche ist ungültig.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Answered in %L1 ms</source>
            <translation>Antwort nach %L1 ms</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <location filename="ui/worklist_texts" />
            <source>Any date</source>
            <translation>Jedes Datum</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Asked for</source>
            <translation>Angefordert</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Asking…</source>
            <translation>Anfrage läuft…</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Both must be registered on the other side, capitals included.</source>
            <translation>Beide müssen auf der Gegenseite eingetragen sein, samt Groß-/Kleinschreibung.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Broken off</source>
            <translation>Unterbrochen</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Coming</source>
            <translation>Kommt an</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Correct it.</source>
            <translation>Bitte korrigieren.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>DICOM (DIMSE)</source>
            <translation>DICOM (DIMSE)</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <location filename="ui/worklist_texts" />
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Family^Given, in any script; * and ? stand for anything</source>
            <translation>Nachname^Vorname, in jeder Schrift; * und ? stehen für Beliebiges</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Here</source>
            <translation>Hier</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>In the worklist</source>
            <translation>In der Arbeitsliste</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>It goes to the key store of this system, never into a file of this program.</source>
            <translation>Es kommt in den Schlüsselspeicher dieses Systems, nie in eine Datei dieses Programms.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <location filename="ui/outbox_texts" />
            <source>It is tried again after %L1 s.</source>
            <translation>In %L1 s wird es erneut versucht.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Its password or token leaves the key store with it. What waits for it in the outbox stays, and says so.</source>
            <translation>Kennwort oder Token werden damit aus dem Schlüsselspeicher gelöscht. Was im Ausgang auf ihn wartet, bleibt dort und zeigt das an.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Leave it empty to keep the one that is stored</source>
            <translation>Leer lassen, um das gespeicherte zu behalten</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Names are hidden: patients are numbered, and what you type is not shown.</source>
            <translation>Namen sind verborgen: Patienten sind nummeriert, und Ihre Eingabe wird nicht gezeigt.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>No answer</source>
            <translation>Keine Antwort</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <location filename="ui/worklist_texts" />
            <source>No name in the header</source>
            <translation>Kein Name im Header</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>No node is set up yet. Add the archive that you ask, or the one that results go to.</source>
            <translation>Noch ist kein Knoten eingerichtet. Fügen Sie das Archiv hinzu, das Sie abfragen, oder das, an das Ergebnisse gehen.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>No study is like this there.</source>
            <translation>Dort passt keine Studie dazu.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Not tried yet</source>
            <translation>Noch nicht versucht</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>One like %1.</source>
            <translation>Eines wie %1.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Other systems that radiographs are asked of and results are sent to. Only these are ever contacted, and only when somebody asks for it or something waits for them.</source>
            <translation>Andere Systeme, bei denen Aufnahmen abgefragt und an die Ergebnisse gesendet werden. Nur mit diesen wird je Verbindung aufgenommen, und nur, wenn jemand es verlangt oder etwas auf sie wartet.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <location filename="ui/strings" />
            <location filename="ui/worklist_texts" />
            <source>Phantom</source>
            <translation>Phantom</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Say what to look for, then press Enter.</source>
            <translation>Geben Sie an, was gesucht wird, dann Enter.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Searching…</source>
            <translation>Suche läuft…</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Stopped</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>The list is cut: there are more answers than these. Narrow the search.</source>
            <translation>Die Liste ist gekürzt: Es gibt mehr Antworten als diese. Grenzen Sie die Suche ein.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <location filename="ui/worklist_texts" />
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>User and password</source>
            <translation>Benutzer und Kennwort</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <location filename="ui/outbox_texts" />
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>Without TLS or https everybody on the way can read names and pictures. AE titles prove nothing about who is there.</source>
            <translation>Ohne TLS oder https kann jeder unterwegs Namen und Bilder lesen. AE-Titel beweisen nicht, wer dort ist.</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>ended before all answers had come</source>
            <translation>endete, bevor alle Antworten da waren</translation>
        </message>
        <message>
            <location filename="ui/network_texts" />
            <source>not encrypted</source>
            <translation>nicht verschlüsselt</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>%1 MB kept</source>
            <translation>%1 MB aufbewahrt</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>%L1 objects are in the outbox.</source>
            <translation>%L1 Objekte sind im Ausgang.</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>%L1 refused</source>
            <translation>%L1 abgelehnt</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>%L1 to be sent</source>
            <translation>%L1 zu senden</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>%L1 were there already.</source>
            <translation>%L1 waren schon dort.</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>1 object is in the outbox.</source>
            <translation>1 Objekt ist im Ausgang.</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Being sent</source>
            <translation>Wird gesendet</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Drawings and window (GSPS)</source>
            <translation>Zeichnungen und Fensterung (GSPS)</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Findings (SR)</source>
            <translation>Befunde (SR)</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Nobody has signed this: only what the models said is sent, marked UNVERIFIED in every object.</source>
            <translation>Niemand hat dies signiert: Nur was die Modelle sagten, wird gesendet, in jedem Objekt mit UNVERIFIED gekennzeichnet.</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Nothing is sent there until you say so.</source>
            <translation>Dorthin wird nichts gesendet, bis Sie es verlangen.</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Nothing waits, nothing was refused.</source>
            <translation>Nichts wartet, nichts wurde abgelehnt.</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Outbox</source>
            <translation>Ausgang</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Outlines (SEG)</source>
            <translation>Umrisse (SEG)</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Picture with all that is drawn</source>
            <translation>Bild mit allem Gezeichneten</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Report page (PDF in DICOM)</source>
            <translation>Befundseite (PDF in DICOM)</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Results on their way to other systems. What waits is sent by itself, also after the program was closed. What was refused is not sent again before somebody says so.</source>
            <translation>Ergebnisse auf dem Weg zu anderen Systemen. Was wartet, wird von selbst gesendet, auch nachdem das Programm geschlossen war. Was abgelehnt wurde, wird erst wieder gesendet, wenn jemand es verlangt.</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Sending to %1 rests.</source>
            <translation>Das Senden an %1 ruht.</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Sent, and vouched for there</source>
            <translation>Gesendet und dort bestätigt</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Sent, but changed there</source>
            <translation>Gesendet, aber dort geändert</translation>
        </message>
        <message>
            <location filename="ui/outbox_texts" />
            <source>Sent, but not vouched for</source>
            <translation>Gesendet, aber nicht bestätigt</translation>
        </message>
        <message>
            <location filename="ui/panels/derived" />
            <source>Hide the text</source>
            <translation>Text verbergen</translation>
        </message>
        <message>
            <location filename="ui/panels/derived" />
            <source>Read the text</source>
            <translation>Text lesen</translation>
        </message>
        <message>
            <location filename="ui/panels/derived" />
            <source>Text of the report</source>
            <translation>Text des Befunds</translation>
        </message>
        <message>
            <location filename="ui/panels/finding_row" />
            <source>Chosen</source>
            <translation>Gewählt</translation>
        </message>
        <message>
            <location filename="ui/panels/finding_row" />
            <source>Hide the evidence</source>
            <translation>Evidenz verbergen</translation>
        </message>
        <message>
            <location filename="ui/panels/findings" />
            <location filename="ui/strings" />
            <source>Expected: %1</source>
            <translation>Erwartet: %1</translation>
        </message>
        <message>
            <location filename="ui/panels/findings" />
            <source>Fold up what is not flagged</source>
            <translation>Nicht Markiertes zuklappen</translation>
        </message>
        <message>
            <location filename="ui/panels/findings" />
            <source>Judge what is not flagged</source>
            <translation>Nicht Markiertes beurteilen</translation>
        </message>
        <message>
            <location filename="ui/panels/findings" />
            <location filename="ui/strings" />
            <source>Next: %1</source>
            <translation>Nächster Schritt: %1</translation>
        </message>
        <message>
            <location filename="ui/panels/findings" />
            <source>No radiograph open</source>
            <translation>Keine Aufnahme geöffnet</translation>
        </message>
        <message>
            <location filename="ui/panels/findings" />
            <source>Nothing is known of this radiograph yet.</source>
            <translation>Über diese Aufnahme ist noch nichts bekannt.</translation>
        </message>
        <message>
            <location filename="ui/panels/findings" />
            <source>Open a radiograph to see what the models say of it.</source>
            <translation>Öffnen Sie eine Aufnahme, um zu sehen, was die Modelle dazu sagen.</translation>
        </message>
        <message>
            <location filename="ui/panels/findings" />
            <source>The analysis did not end.</source>
            <translation>Die Auswertung wurde nicht beendet.</translation>
        </message>
        <message>
            <location filename="ui/panels/first_opinion" />
            <source>Says of every finding without an opinion that it is not there</source>
            <translation>Sagt zu jedem noch nicht beurteilten Befund, dass er nicht vorliegt</translation>
        </message>
        <message>
            <location filename="ui/panels/histogram" />
            <source>Exposed field, values of the file. Drag the edges or the band.</source>
            <translation>Belichtetes Feld, Werte der Datei. Ziehen Sie die Ränder oder das Band.</translation>
        </message>
        <message>
            <location filename="ui/panels/histogram" />
            <source>Logarithmic</source>
            <translation>Logarithmisch</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Add a label</source>
            <translation>Label hinzufügen</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Anatomy</source>
            <translation>Anatomie</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Colour of %1</source>
            <translation>Farbe von %1</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Delete %1</source>
            <translation>%1 löschen</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Devices</source>
            <translation>Fremdmaterial</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Fill label</source>
            <translation>Label füllen</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Hide label</source>
            <translation>Label verbergen</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Label colour</source>
            <translation>Farbe des Labels</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Label opacity</source>
            <translation>Deckkraft des Labels ändern</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Labels</source>
            <translation>Label</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Lock label</source>
            <translation>Label sperren</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <location filename="ui/strings" />
            <source>Locked</source>
            <translation>Gesperrt</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Lung opacity</source>
            <translation>Verschattung</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Opacity of the label</source>
            <translation>Deckkraft des Labels</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Other…</source>
            <translation>Anderes …</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Outline label</source>
            <translation>Label nur umreißen</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Outline only</source>
            <translation>Nur Umriss</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Show label</source>
            <translation>Label zeigen</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Shown</source>
            <translation>Sichtbar</translation>
        </message>
        <message>
            <location filename="ui/panels/labels" />
            <source>Unlock label</source>
            <translation>Label entsperren</translation>
        </message>
        <message>
            <location filename="ui/panels/measurements" />
            <source>%1 pixels</source>
            <translation>%1 Pixel</translation>
        </message>
        <message>
            <location filename="ui/panels/measurements" />
            <source>Fold up</source>
            <translation>Zuklappen</translation>
        </message>
        <message>
            <location filename="ui/panels/measurements" />
            <source>Histogram of the region</source>
            <translation>Histogramm der ROI</translation>
        </message>
        <message>
            <location filename="ui/panels/measurements" />
            <source>Show %L1</source>
            <translation>%L1 zeigen</translation>
        </message>
        <message>
            <location filename="ui/panels/not_assessed" />
            <source>%1 %2
sha256 %3
%4</source>
            <translation>%1 %2
sha256 %3
%4</translation>
        </message>
        <message>
            <location filename="ui/panels/opacity" />
            <source>hidden</source>
            <translation>verborgen</translation>
        </message>
        <message>
            <location filename="ui/panels/outbox" />
            <source>Queued (UTC)</source>
            <translation>Eingereiht (UTC)</translation>
        </message>
        <message>
            <location filename="ui/panels/outbox" />
            <source>Remove from the outbox</source>
            <translation>Aus dem Ausgang entfernen</translation>
        </message>
        <message>
            <location filename="ui/panels/outbox" />
            <source>To</source>
            <translation>An</translation>
        </message>
        <message>
            <location filename="ui/panels/outbox" />
            <source>Tries</source>
            <translation>Versuche</translation>
        </message>
        <message>
            <location filename="ui/panels/outbox" />
            <location filename="ui/panels/transfers" />
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <location filename="ui/panels/outbox" />
            <source>Try this node now</source>
            <translation>Diesen Knoten jetzt versuchen</translation>
        </message>
        <message>
            <location filename="ui/panels/outbox" />
            <source>not committed</source>
            <translation>not committed</translation>
        </message>
        <message>
            <location filename="ui/panels/reasons" />
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <location filename="ui/panels/reasons" />
            <source>Reasons</source>
            <translation>Gründe</translation>
        </message>
        <message>
            <location filename="ui/panels/reasons" />
            <source>Reasons: %L1</source>
            <translation>Gründe: %L1</translation>
        </message>
        <message>
            <location filename="ui/panels/side" />
            <source>Opened</source>
            <translation>Geöffnet</translation>
        </message>
        <message>
            <location filename="ui/panels/signature" />
            <source>Give up…</source>
            <translation>Verwerfen…</translation>
        </message>
        <message>
            <location filename="ui/panels/signature" />
            <source>Send…</source>
            <translation>Senden…</translation>
        </message>
        <message>
            <location filename="ui/panels/signature" />
            <source>Signature</source>
            <translation>Signatur</translation>
        </message>
        <message>
            <location filename="ui/panels/signature" />
            <source>Why:</source>
            <translation>Warum:</translation>
        </message>
        <message>
            <location filename="ui/panels/stage" />
            <location filename="ui/strings" />
            <source>Reading…</source>
            <translation>Wird gelesen …</translation>
        </message>
        <message>
            <location filename="ui/panels/strips" />
            <source>Dismiss</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="ui/panels/strips" />
            <source>Hide</source>
            <translation>Weniger</translation>
        </message>
        <message>
            <location filename="ui/panels/studies" />
            <source>Opened radiographs</source>
            <translation>Geöffnete Aufnahmen</translation>
        </message>
        <message>
            <location filename="ui/panels/study_tree" />
            <source>Image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="ui/panels/study_tree" />
            <source>Images of the chosen study</source>
            <translation>Bilder der gewählten Studie</translation>
        </message>
        <message>
            <location filename="ui/panels/study_tree" />
            <location filename="ui/panels/worklist_bar" />
            <location filename="ui/worklist_texts" />
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="ui/panels/study_tree" />
            <location filename="ui/panels/transfers" />
            <source>Study</source>
            <translation>Studie</translation>
        </message>
        <message>
            <location filename="ui/panels/transfers" />
            <source>On their way</source>
            <translation>Unterwegs</translation>
        </message>
        <message>
            <location filename="ui/panels/transfers" />
            <source>Studies on their way</source>
            <translation>Studien unterwegs</translation>
        </message>
        <message>
            <location filename="ui/panels/transfers" />
            <source>Take off the list</source>
            <translation>Von der Liste nehmen</translation>
        </message>
        <message>
            <location filename="ui/panels/worklist_bar" />
            <source>Date of the study</source>
            <translation>Studiendatum</translation>
        </message>
        <message>
            <location filename="ui/panels/worklist_bar" />
            <location filename="ui/survey_texts" />
            <location filename="ui/worklist_texts" />
            <source>Flagged</source>
            <translation>Markiert</translation>
        </message>
        <message>
            <location filename="ui/panels/worklist_bar" />
            <source>Only studies that are not all read</source>
            <translation>Nur nicht ganz gelesene Studien</translation>
        </message>
        <message>
            <location filename="ui/panels/worklist_bar" />
            <source>Only studies with a flag</source>
            <translation>Nur Studien mit Markierung</translation>
        </message>
        <message>
            <location filename="ui/panels/worklist_bar" />
            <source>Order</source>
            <translation>Reihenfolge</translation>
        </message>
        <message>
            <location filename="ui/panels/worklist_bar" />
            <source>Unread</source>
            <translation>Ungelesen</translation>
        </message>
        <message>
            <location filename="ui/panes" />
            <source>Active picture</source>
            <translation>Aktives Bild</translation>
        </message>
        <message>
            <location filename="ui/panes" />
            <source>Linked</source>
            <translation>Gekoppelt</translation>
        </message>
        <message>
            <location filename="ui/panes" />
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>%L1 not whole yet</source>
            <translation>%L1 noch nicht vollständig</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>%L1 received</source>
            <translation>%L1 empfangen</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>%L1 taken</source>
            <translation>%L1 übernommen</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>127.0.0.1 can be reached from this computer alone. With another address of this computer, or 0.0.0.0 for all of them, everybody in that network can try to send.</source>
            <translation>127.0.0.1 ist nur von diesem Rechner aus erreichbar. Mit einer anderen Adresse dieses Rechners oder 0.0.0.0 für alle kann jeder in diesem Netz zu senden versuchen.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>Looking into the folder…</source>
            <translation>Ordner wird durchgesehen…</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>No folder is watched.</source>
            <translation>Kein Ordner wird überwacht.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>Nobody named: whatever runs on this computer, and nobody else. An AE title proves nothing; an address does more.</source>
            <translation>Niemand genannt: alles, was auf diesem Rechner läuft, und sonst niemand. Ein AE-Titel beweist nichts; eine Adresse leistet mehr.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>Nothing is received.</source>
            <translation>Nichts wird empfangen.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>One of those who may send is neither an AE title nor an address.</source>
            <translation>Einer derer, die senden dürfen, ist weder AE-Titel noch Adresse.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>Others may then store radiographs here (C-STORE). They go to the worklist and are analysed before they are opened. Off at first.</source>
            <translation>Andere können dann hier Aufnahmen ablegen (C-STORE). Sie kommen in die Arbeitsliste und werden ausgewertet, bevor sie geöffnet werden. Anfangs aus.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>Radiographs that are put there go to the worklist and are analysed once they are whole. Nothing in the folder is changed or deleted.</source>
            <translation>Dort abgelegte Aufnahmen kommen in die Arbeitsliste und werden ausgewertet, sobald sie vollständig sind. Im Ordner wird nichts geändert oder gelöscht.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>Receive radiographs from other systems</source>
            <translation>Aufnahmen von anderen Systemen empfangen</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>Receiving as %1 on %2.</source>
            <translation>Empfängt als %1 auf %2.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>The AE title takes 1 to 16 letters, digits or signs, without a backslash.</source>
            <translation>Der AE-Titel hat 1 bis 16 Buchstaben, Ziffern oder Zeichen, ohne Backslash.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>The folder cannot be read now; it is tried again.</source>
            <translation>Der Ordner ist jetzt nicht lesbar; es wird erneut versucht.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>The folder is watched.</source>
            <translation>Der Ordner wird überwacht.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>The port is a number from 1 to 65535.</source>
            <translation>Der Port ist eine Zahl von 1 bis 65535.</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>The receiver is starting…</source>
            <translation>Der Empfänger startet…</translation>
        </message>
        <message>
            <location filename="ui/receiving_texts" />
            <source>The receiver listens on an IP address of this computer, such as 127.0.0.1.</source>
            <translation>Der Empfänger lauscht auf einer IP-Adresse dieses Rechners, etwa 127.0.0.1.</translation>
        </message>
        <message>
            <location filename="ui/records" />
            <source>What is kept</source>
            <translation>Was aufbewahrt wird</translation>
        </message>
        <message>
            <location filename="ui/shell" />
            <source>Open a folder of radiographs</source>
            <translation>Ordner mit Röntgenaufnahmen öffnen</translation>
        </message>
        <message>
            <location filename="ui/shell" />
            <source>Open radiographs, a DICOMDIR or ZIP archives</source>
            <translation>Röntgenaufnahmen, ein DICOMDIR oder ZIP-Archive öffnen</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>%1 UTC</source>
            <translation>%1 UTC</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>%L1 drawings</source>
            <translation>%L1 Zeichnungen</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>%L1 opinions were given before results</source>
            <translation>%L1 Urteile vor den Ergebnissen abgegeben</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>1 drawing</source>
            <translation>1 Zeichnung</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>1 opinion was given before results</source>
            <translation>1 Urteil vor den Ergebnissen abgegeben</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>A PIN keeps others at this desk from signing in your name. It keeps nobody out who can change the files of the record. It is stored as a salted hash (scrypt) alone, and cannot be read back.</source>
            <translation>Eine PIN hindert andere an diesem Platz daran, in Ihrem Namen zu signieren. Sie hält niemanden ab, der die Dateien der Datenbank ändern kann. Gespeichert wird sie nur als Hash mit Salt (scrypt) und ist nicht zurückzulesen.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>A forgotten PIN cannot be brought back. A new identity begins, under another ID; the old ID is given up for good, and what was signed with it stays as it is.</source>
            <translation>Eine vergessene PIN lässt sich nicht zurückholen. Eine neue Identität beginnt, unter einer anderen ID; die alte ID wird endgültig aufgegeben, und was damit signiert wurde, bleibt, wie es ist.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>A later revision replaces this one.</source>
            <translation>Eine spätere Revision ersetzt diese.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Amending what %1 signed</source>
            <translation>Nachtrag zu dem, was %1 signiert hat</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>An amendment is open. What is exported is the last that was signed, without it.</source>
            <translation>Ein Nachtrag ist offen. Exportiert wird das zuletzt Signierte, ohne ihn.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Drawings and window (DICOM GSPS)</source>
            <translation>Zeichnungen und Fensterung (DICOM GSPS)</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>FHIR R4 report (JSON)</source>
            <translation>FHIR-R4-Bericht (JSON)</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Findings (DICOM SR, TID 1500)</source>
            <translation>Befunde (DICOM SR, TID 1500)</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>It is open in another window.</source>
            <translation>In einem anderen Fenster geöffnet.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>It proves that whoever signs uses the session of this account, no more: anybody at an unlocked screen can do that.</source>
            <translation>Es beweist nur, dass die Sitzung dieses Kontos zum Signieren genutzt wird: Das kann jeder an einem nicht gesperrten Bildschirm.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>No drawing</source>
            <translation>Keine Zeichnung</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>No results are in view: the signature names none.</source>
            <translation>Keine Ergebnisse sind sichtbar: Die Signatur nennt keine.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Nobody has signed this: only what the models said is exported, marked UNVERIFIED.</source>
            <translation>Niemand hat dies signiert: Nur was die Modelle sagten, wird exportiert, mit UNVERIFIED gekennzeichnet.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Nothing proves who signs: the signature says UNVERIFIED. A PIN in the preferences changes that.</source>
            <translation>Nichts beweist, wer signiert: Die Signatur sagt UNVERIFIED. Eine PIN in den Einstellungen ändert das.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Outlines (DICOM SEG)</source>
            <translation>Umrisse (DICOM SEG)</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Picture (PNG)</source>
            <translation>Bild (PNG)</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Picture with all that is drawn (DICOM)</source>
            <translation>Bild mit allem Gezeichneten (DICOM)</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Report page (PDF, and in DICOM)</source>
            <translation>Befundseite (PDF, auch in DICOM)</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Signed by %1</source>
            <translation>Signiert von %1</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>Table of findings (CSV)</source>
            <translation>Befundtabelle (CSV)</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>The PIN is asked for with every signature, which then says VERIFIED.</source>
            <translation>Die PIN wird bei jeder Signatur verlangt, die dann VERIFIED sagt.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>The file's own</source>
            <translation>Wie in der Datei</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>The model's own, unchanged</source>
            <translation>Unverändert die des Modells</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>The results are still hidden: the signature names none, and the opinions given before them.</source>
            <translation>Die Ergebnisse sind noch verborgen: Die Signatur nennt keine, dafür die vorher abgegebenen Urteile.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>The results in view are not those that were signed.</source>
            <translation>Die sichtbaren Ergebnisse sind nicht die signierten.</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>no judgement</source>
            <translation>kein Urteil</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>not proved</source>
            <translation>nicht bewiesen</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>proved by PIN</source>
            <translation>durch PIN bewiesen</translation>
        </message>
        <message>
            <location filename="ui/signing_texts" />
            <source>proved by the login of this computer</source>
            <translation>durch die Anmeldung an diesem Rechner bewiesen</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>%1  ·  %L2 cm²</source>
            <translation>%1  ·  %L2 cm²</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>%1 %2 per px</source>
            <translation>%1 %2 je px</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>%1 %L2 of %L3</source>
            <translation>%1: %L2 von %L3</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>%1… %L2 found</source>
            <translation>%1 … %L2 gefunden</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>%L1   threshold %L2</source>
            <translation>%L1   Schwellenwert %L2</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>%L1 flagged</source>
            <translation>%L1 markiert</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>%L1 frames</source>
            <translation>%L1 Einzelbilder</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <location filename="ui/worklist_texts" />
            <source>%L1 y</source>
            <translation>%L1 J.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>A flag is a reason to look, not a diagnosis. No flag is not a normal radiograph: most of what a radiograph can show was not looked for, and the window says so beside every one.</source>
            <translation>Eine Markierung ist ein Grund hinzusehen, keine Diagnose. Ohne Markierung ist eine Aufnahme nicht normal: Nach dem meisten, was eine Röntgenaufnahme zeigen kann, wurde nicht gesucht, und das Fenster sagt das bei jeder.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Actions found</source>
            <translation>Gefundene Aktionen</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>All files (*);;DICOM (*.dcm *.dic *.dicom DICOMDIR);;ZIP archives (*.zip);;Pictures, research only (*.png *.jpg *.jpeg)</source>
            <translation>Alle Dateien (*);;DICOM (*.dcm *.dic *.dicom DICOMDIR);;ZIP-Archive (*.zip);;Bilder, nur für die Forschung (*.png *.jpg *.jpeg)</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <location filename="ui/survey_texts" />
            <location filename="ui/worklist_texts" />
            <source>Analysed</source>
            <translation>Ausgewertet</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Analysing…</source>
            <translation>Wird ausgewertet …</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <location filename="ui/survey_texts" />
            <location filename="ui/worklist_texts" />
            <source>Analysis failed</source>
            <translation>Auswertung gescheitert</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Assessed, not flagged: %1</source>
            <translation>Beurteilt, nicht markiert: %1</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Cannot be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Circle</source>
            <translation>Kreis</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Colour picture: shown, not analysed</source>
            <translation>Farbbild: gezeigt, nicht ausgewertet</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Colour picture: shown, not analysed.</source>
            <translation>Farbbild: gezeigt, nicht ausgewertet.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Colour, not analysed</source>
            <translation>Farbe, nicht ausgewertet</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Colours as stored</source>
            <translation>Farben wie gespeichert</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>DICOM files, folders, DICOMDIR or ZIP archives; PNG and JPEG for research</source>
            <translation>DICOM-Dateien, Ordner, DICOMDIR oder ZIP-Archive; PNG und JPEG für die Forschung</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Display not verified.</source>
            <translation>Bildschirm nicht geprüft.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Display not verified. What you see here is no measurement: whether the screen follows the DICOM grey-scale curve takes a photometer. Look from where you read, in the light you read in, with the window as large as the screen.</source>
            <translation>Bildschirm nicht geprüft. Was Sie hier sehen, ist keine Messung: Ob der Bildschirm der DICOM-Graustufenkennlinie folgt, zeigt nur ein Leuchtdichtemessgerät. Schauen Sie von Ihrem Befundplatz aus, bei Ihrem Arbeitslicht, das Fenster so groß wie der Bildschirm.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Drop chest radiographs here</source>
            <translation>Thoraxaufnahmen hierher ziehen</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Eighteen steps</source>
            <translation>Achtzehn Stufen</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Find an action</source>
            <translation>Aktion suchen</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Flagged, not counted</source>
            <translation>Markiert, nicht gezählt</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Frame and corner squares</source>
            <translation>Rahmen und Eckquadrate</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>LUT %1</source>
            <translation>LUT %1</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Lines, in the middle and in the corners</source>
            <translation>Linien, in der Mitte und in den Ecken</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Names are hidden</source>
            <translation>Namen sind verborgen</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>No model package is installed. Pictures can be viewed; nothing is assessed.</source>
            <translation>Kein Modellpaket ist installiert. Bilder können betrachtet werden; nichts wird beurteilt.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>No setting is called so</source>
            <translation>Keine Einstellung heißt so</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Nobody has measured what this screen shows. Help, Display test pattern, shows what it may swallow.</source>
            <translation>Niemand hat gemessen, was dieser Bildschirm zeigt. Hilfe, Bildschirm-Testbild, zeigt, was er verschlucken kann.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>None flagged</source>
            <translation>Keiner markiert</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Not DICOM, research only</source>
            <translation>Kein DICOM, nur für die Forschung</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Not analysed</source>
            <translation>Nicht ausgewertet</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Not possible now</source>
            <translation>Jetzt nicht möglich</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Nothing was assessed on this radiograph.</source>
            <translation>Auf dieser Aufnahme wurde nichts beurteilt.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Overlay: %1</source>
            <translation>Overlay: %1</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>PHANTOM</source>
            <translation>PHANTOM</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Patient %L1</source>
            <translation>Patient %L1</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Press any key, or click, to go on.</source>
            <translation>Beliebige Taste oder Klick, um fortzufahren.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Press the new key, or Esc to leave it as it is</source>
            <translation>Drücken Sie die neue Taste, oder Esc, um nichts zu ändern</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Ramp</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Research use only</source>
            <translation>Nur für Forschungszwecke</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Research use only. Not for diagnosis.</source>
            <translation>Nur für Forschungszwecke. Nicht für die Diagnostik.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Save as PDF or HTML…</source>
            <translation>Als PDF oder HTML sichern …</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Shows chest radiographs and what small models, trained on public data, flag on them.</source>
            <translation>Zeigt Thoraxaufnahmen und was kleine, an öffentlichen Daten trainierte Modelle darauf markieren.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Shutter off: shows what the file covers</source>
            <translation>Blende offen: zeigt, was die Datei verdeckt</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Something in the header does not agree with another opened file. Names are hidden now.</source>
            <translation>Eine Angabe im Header widerspricht einer anderen geöffneten Datei. Namen sind jetzt verborgen.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Squares at the left and right</source>
            <translation>Quadrate links und rechts</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>The keys marked here are wanted by two actions. Neither has them until one gives way.</source>
            <translation>Die hier markierten Tasten wollen zwei Aktionen. Keine hat sie, bis eine nachgibt.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>The public data cannot prove this label. Take it as a question, not as an answer.</source>
            <translation>Die öffentlichen Daten können dieses Label nicht belegen. Nehmen Sie es als Frage, nicht als Antwort.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>There is a note on files that names them. Names are hidden now.</source>
            <translation>Es gibt einen Hinweis zu Dateien, der sie nennt. Namen sind jetzt verborgen.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>This action acts while its key is held: it takes one key without Ctrl, Alt or Shift.</source>
            <translation>Diese Aktion wirkt, solange ihre Taste gehalten wird: eine Taste ohne Strg, Alt oder Umschalt.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>This hides pictures and names from whoever passes by. It asks for no password: to keep others out, lock the computer itself.</source>
            <translation>Dies verbirgt Bilder und Namen vor Vorübergehenden. Ein Kennwort wird nicht verlangt: Um andere fernzuhalten, sperren Sie den Rechner selbst.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>This is of frame %L1. The frame in view was not analysed.</source>
            <translation>Dies gehört zu Einzelbild %L1. Das gezeigte Einzelbild wurde nicht ausgewertet.</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Type a few letters of what you want to do</source>
            <translation>Tippen Sie ein paar Buchstaben dessen, was Sie tun möchten</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Waiting for analysis</source>
            <translation>Wartet auf Auswertung</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Waiting to be read</source>
            <translation>Wartet auf das Lesen</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>Zoom %L1 %</source>
            <translation>Zoom %L1 %</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>and whatever is not named here</source>
            <translation>und alles, was hier nicht genannt ist</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>areas in cm² (%1)</source>
            <translation>Flächen in cm² (%1)</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>assumed</source>
            <translation>angenommen</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>auto</source>
            <translation>automatisch</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>both inner squares, 5 % in black and 95 % in white, must be distinguishable</source>
            <translation>beide inneren Quadrate, 5 % in Schwarz und 95 % in Weiß, müssen erkennbar sein</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>complete on all sides, the squares are square</source>
            <translation>an allen Seiten vollständig, die Quadrate sind quadratisch</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>each differs from its neighbours</source>
            <translation>jede unterscheidet sich von ihren Nachbarn</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>female</source>
            <translation>weiblich</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>frame %L1 of %L2</source>
            <translation>Einzelbild %L1 von %L2</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>inverted</source>
            <translation>invertiert</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>male</source>
            <translation>männlich</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>no key</source>
            <translation>keine Taste</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>other</source>
            <translation>divers</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>px, uncalibrated</source>
            <translation>px, nicht kalibriert</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>round</source>
            <translation>rund</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>runs from black to white without a visible edge</source>
            <translation>läuft ohne sichtbare Kante von Schwarz nach Weiß</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>sharp pixels</source>
            <translation>scharfe Pixel</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>sides assumed, the header does not tell</source>
            <translation>Seiten angenommen, der Header nennt sie nicht</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>sigmoid</source>
            <translation>Sigmoid</translation>
        </message>
        <message>
            <location filename="ui/strings" />
            <source>the finest are single black and white ones, not an even grey</source>
            <translation>die feinsten sind einzelne schwarze und weiße, kein gleichmäßiges Grau</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>%1 % (%2 to %3), %L4 of %L5</source>
            <translation>%1 % (%2 bis %3), %L4 von %L5</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>%1, threshold %2</source>
            <translation>%1, Schwellenwert %2</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Before results</source>
            <translation>Vor den Ergebnissen</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Disagreements</source>
            <translation>Abweichungen</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Films of this record by the last word of each model version. Intervals are 95 % (Wilson). A refusal counts with the model version that ran before it.</source>
            <translation>Aufnahmen dieser Datenbank nach dem letzten Wort jeder Modellversion. Intervalle sind 95 % (Wilson). Eine nicht beurteilte Aufnahme zählt zu der Modellversion, die davor lief.</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Films that nobody has read first are left out, as long as results stay hidden until then.</source>
            <translation>Aufnahmen, die noch niemand zuerst selbst befundet hat, fehlen hier, solange Ergebnisse bis dahin verborgen bleiben.</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Flagged in another place</source>
            <translation>Anderswo markiert</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Flagged, and rejected</source>
            <translation>Markiert und abgelehnt</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Monitoring</source>
            <translation>Überwachung</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Month</source>
            <translation>Monat</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>No film of this record was analysed yet.</source>
            <translation>Noch keine Aufnahme dieser Datenbank wurde ausgewertet.</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>No model ran yet</source>
            <translation>Noch lief kein Modell</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Nobody disagrees, as far as findings were judged.</source>
            <translation>Keine Abweichung, soweit Befunde beurteilt wurden.</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>None is like this.</source>
            <translation>Keine passt dazu.</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Not flagged, and there</source>
            <translation>Nicht markiert und liegt vor</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Not stated in the header</source>
            <translation>Im Header nicht angegeben</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>One column per result set, oldest first. A judgement belongs to the result set it was made on.</source>
            <translation>Eine Spalte je Ergebnis, das älteste zuerst. Ein Urteil gehört zu dem Ergebnis, zu dem es abgegeben wurde.</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Reader agrees</source>
            <translation>Zustimmung</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Result sets of this film</source>
            <translation>Ergebnisse dieser Aufnahme</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>The record holds no result set of this film.</source>
            <translation>Die Datenbank enthält kein Ergebnis dieser Aufnahme.</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>Where reader and model do not say the same. Neither is taken for the truth here. First opinions are listed once their results were revealed.</source>
            <translation>Wo Befunder und Modell nicht dasselbe sagen. Keiner von beiden gilt hier als Wahrheit. Erste Beurteilungen stehen hier, sobald ihre Ergebnisse aufgedeckt wurden.</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>With a warning</source>
            <translation>Mit Hinweis</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>With results in view</source>
            <translation>Mit sichtbaren Ergebnissen</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>not assessed</source>
            <translation>nicht beurteilt</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>of all films</source>
            <translation>aller Aufnahmen</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>of the analysed films</source>
            <translation>der ausgewerteten Aufnahmen</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>of the analysed films; exploratory findings are not counted</source>
            <translation>der ausgewerteten Aufnahmen; explorative Befunde werden nicht gezählt</translation>
        </message>
        <message>
            <location filename="ui/survey_texts" />
            <source>of the judgements other than “uncertain”; exploratory findings are not counted</source>
            <translation>der Urteile außer „unsicher“; explorative Befunde werden nicht gezählt</translation>
        </message>
        <message>
            <location filename="ui/view/note" />
            <source>Text on the picture</source>
            <translation>Text auf dem Bild</translation>
        </message>
        <message>
            <location filename="ui/view/note" />
            <source>Text, then Return</source>
            <translation>Text, dann Eingabetaste</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>%L1 not assessed</source>
            <translation>%L1 nicht beurteilt</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>%L1 of %L2 studies</source>
            <translation>%L1 von %L2 Studien</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>%L1 unread</source>
            <translation>%L1 ungelesen</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>%L1 warnings</source>
            <translation>%L1 Hinweise</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>1 image</source>
            <translation>1 Bild</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>1 warning</source>
            <translation>1 Hinweis</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Age, sex</source>
            <translation>Alter, Geschl.</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Any status</source>
            <translation>Jeder Status</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>By arrival</source>
            <translation>Nach Eingang</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>By date</source>
            <translation>Nach Datum</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>By patient</source>
            <translation>Nach Patient</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>By status</source>
            <translation>Nach Status</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Choose a study to see its images.</source>
            <translation>Wählen Sie eine Studie, um ihre Bilder zu sehen.</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Covid-19-like (exploratory)</source>
            <translation>Covid-19-artig (explorativ)</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>File not found</source>
            <translation>Datei nicht gefunden</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Flagged first</source>
            <translation>Markierte zuerst</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Flagged studies first, then those that were not assessed. What is not flagged is not normal.</source>
            <translation>Zuerst markierte Studien, dann die nicht beurteilten. Was nicht markiert ist, ist nicht normal.</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>General screening</source>
            <translation>Allg. Screening</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Image %L1</source>
            <translation>Bild %L1</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>In review</source>
            <translation>In Befundung</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Last 7 days</source>
            <translation>Letzte 7 Tage</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>New</source>
            <translation>Neu</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>No study is like this.</source>
            <translation>Keine Studie passt dazu.</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Nothing has been opened yet. Whatever you open is listed here from then on.</source>
            <translation>Noch wurde nichts geöffnet. Was Sie öffnen, steht von da an hier.</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Pneumonia-like</source>
            <translation>Pneumonieartig</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Projection</source>
            <translation>Projektion</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Search name, ID, date, description</source>
            <translation>Name, ID, Datum, Beschreibung suchen</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Series %L1</source>
            <translation>Serie %L1</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Signed, amended</source>
            <translation>Signiert, nachgetragen</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>There is no record to list: nothing is kept in this session.</source>
            <translation>Es gibt keine Datenbank: In dieser Sitzung wird nichts aufbewahrt.</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>Warnings</source>
            <translation>Hinweise</translation>
        </message>
        <message>
            <location filename="ui/worklist_texts" />
            <source>unread</source>
            <translation>ungelesen</translation>
        </message>
    </context>
</TS>
